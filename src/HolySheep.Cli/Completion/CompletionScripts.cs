using System.Collections.Generic;

namespace HolySheep.Cli.Completion;

/// <summary>The scripts that connect a shell's completion to the command. Each calls <c>holysheep __complete WORDS… =TYPED</c>: the words before the cursor, and the typed one after an equals sign, so that it is never empty.</summary>
internal static class CompletionScripts
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # holysheep completion for bash. Once: source <(holysheep completion bash)
            _holysheep() {
                local line words typed cut name note
                line="${COMP_LINE:0:COMP_POINT}"
                read -ra words <<< "$line"
                typed=""
                [[ "$line" == *[[:space:]] ]] || { typed="${words[${#words[@]}-1]}"; unset 'words[${#words[@]}-1]'; }
                # Readline splits words at ':' and '=', and replaces only the last part.
                cut="${typed%"${typed##*[:=]}"}"
                COMPREPLY=()
                while IFS=$'\t' read -r name note; do
                    COMPREPLY+=("$(printf '%q' "${name#"$cut"}")")
                done < <("${words[0]}" __complete "${words[@]:1}" "=$typed" 2>/dev/null)
                [[ "$typed" == *,* ]] && compopt -o nospace
            }
            complete -o default -F _holysheep holysheep
            """,
        ["zsh"] = """
            #compdef holysheep
            # holysheep completion for zsh. Once, after compinit: source <(holysheep completion zsh)
            _holysheep() {
                local -a found
                local name note
                while IFS=$'\t' read -r name note; do
                    found+=("${name//:/\\:}:$note")
                done < <("${words[1]}" __complete "${(@)words[2,CURRENT-1]}" "=${words[CURRENT]}" 2>/dev/null)
                if (( ${#found} )); then _describe -V holysheep found; else _files; fi
            }
            compdef _holysheep holysheep
            """,
        ["fish"] = """
            # holysheep completion for fish. Once: holysheep completion fish | source
            function __holysheep_complete
                set -l words (commandline -opc)
                set -l typed (commandline -ct)
                set -l found (command $words[1] __complete $words[2..-1] "=$typed" 2>/dev/null)
                if test (count $found) -gt 0
                    printf '%s\n' $found
                else
                    __fish_complete_path "$typed"
                end
            end
            complete -c holysheep -f -k -a '(__holysheep_complete)'
            """,
        ["pwsh"] = """
            # holysheep completion for PowerShell. Once: holysheep completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName holysheep -ScriptBlock {
                param($typed, $ast, $cursor)
                $words = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { "$_" })
                & $ast.CommandElements[0].Value __complete @words "=$typed" 2>$null | ForEach-Object {
                    $name, $note = $_ -split "`t", 2
                    [System.Management.Automation.CompletionResult]::new($name, $name, 'ParameterValue', $(if ($note) { $note } else { $name }))
                }
            }
            """,
    };

    /// <summary>The shells that have a script.</summary>
    public static IReadOnlyCollection<string> Shells => Scripts.Keys;

    /// <summary>The script of a shell; null if there is none.</summary>
    public static string? Of(string shell) => Scripts.TryGetValue(shell, out var script) ? script.ReplaceLineEndings("\n") : null;
}
