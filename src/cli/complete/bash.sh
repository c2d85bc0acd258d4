# Completion for bash. The program itself says what may stand at the cursor.
_bildungsnetz() {
    local words=() cur=${COMP_WORDS[COMP_CWORD]} front= answer=() line i
    # bash parts words at "=", "@" and ":" as well; the program gets them whole.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        if ((i > 1)) && [[ ${COMP_WORDS[i]} == : || ${COMP_WORDS[i - 1]} == : ]]; then
            words[-1]+=${COMP_WORDS[i]}
        elif ((i > 1)) && { [[ ${COMP_WORDS[i]} == = && ${COMP_WORDS[i - 1]} == --* ]] ||
            [[ ${COMP_WORDS[i - 1]} == = && ${words[-1]} == --*= ]]; }; then
            words[-1]+=${COMP_WORDS[i]}
        elif ((i > 1)) && [[ ${words[-1]} == @ && ${COMP_WORDS[i - 1]} == @ ]]; then
            words[-1]+=${COMP_WORDS[i]}
        else
            words+=("${COMP_WORDS[i]}")
        fi
    done
    [[ ${words[-1]} == --*=* && $cur != --* ]] && front=${words[-1]%%=*}=
    [[ ${words[-1]} == *:* && $cur != *:*[!:]* ]] && front=${words[-1]%:*}:
    [[ $cur == [=:] ]] && cur=
    [[ ${words[-1]} == @* && $COMP_WORDBREAKS == *@* ]] && front=@
    mapfile -t answer < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
    COMPREPLY=()
    if [[ ${answer[0]} == words ]]; then
        for line in "${answer[@]:1}"; do
            line=${line%%$'\t'*}
            line=${line#"$front"}
            [[ $line == *[/=:] ]] && compopt -o nospace 2>/dev/null
            COMPREPLY+=("$(printf %q "$line")")
        done
    elif [[ $cur != *[\\\'\"]* ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    fi
}
# Where nothing is offered, bash completes file names, also of words in quotes.
complete -o bashdefault -o default -F _bildungsnetz bildungsnetz
