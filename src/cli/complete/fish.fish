# Completion for fish. The program itself says what may stand at the cursor.
function __bildungsnetz_candidates
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (command $words[1] complete -- $words "$current" 2>/dev/null)
    if test "$answer[1]" = words
        printf '%s\n' $answer[2..-1]
    else
        __fish_complete_path "$current"
    end
end
complete -c bildungsnetz -f -a '(__bildungsnetz_candidates)'
