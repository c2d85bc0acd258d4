#compdef bildungsnetz
# Completion for zsh. The program itself says what may stand at the cursor.
_bildungsnetz() {
    local -a answer done open
    local line word
    answer=("${(@f)$("${(Q)words[1]}" complete -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    if [[ ${answer[1]} != words ]]; then
        _files
        return
    fi
    for line in "${(@)answer[2,-1]}"; do
        word=${line%%$'\t'*}
        line=${line#*$'\t'}
        # What goes on after the word gets no space.
        if [[ $word == *[/=:] ]]; then
            open+=("${word//:/\\:}:$line")
        else
            done+=("${word//:/\\:}:$line")
        fi
    done
    local found=1
    ((${#done})) && _describe -V 'bildungsnetz' done && found=0
    ((${#open})) && _describe -V 'bildungsnetz' open -S '' && found=0
    return found
}
if [[ ${funcstack[1]} == _bildungsnetz ]]; then
    _bildungsnetz "$@"
else
    compdef _bildungsnetz bildungsnetz
fi
