using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HolySheep.PowerShell.Tools;

/// <summary>What the help says of a command and its parameters, from comments and from help files on this machine. Nothing is downloaded, and Get-Help is not run, because it may offer to update help.</summary>
internal sealed class ToolHelp
{
    // A model reads it in every round.
    private const int LongestText = 1000;

    private readonly IDictionary<string, string> _parameters;

    private ToolHelp(string? synopsis, IDictionary<string, string> parameters) => (Synopsis, _parameters) = (Short(synopsis), parameters);

    /// <summary>What the command does; null if no help says it.</summary>
    internal string? Synopsis { get; }

    internal static ToolHelp Of(CommandInfo command) => OfComments(command) ?? OfFile(command) ?? new ToolHelp(null, new Dictionary<string, string>());

    /// <summary>What a parameter means; null if no help says it.</summary>
    internal string? OfParameter(string name) =>
        Short(_parameters.FirstOrDefault(parameter => parameter.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value);

    private static ToolHelp? OfComments(CommandInfo command)
    {
        var script = (command as FunctionInfo)?.ScriptBlock ?? (command as ExternalScriptInfo)?.ScriptBlock;
        var comments = script?.Ast switch
        {
            FunctionDefinitionAst function => function.GetHelpContent(),
            ScriptBlockAst block => block.GetHelpContent(),
            _ => null,
        };
        return comments is null ? null : new ToolHelp(string.IsNullOrWhiteSpace(comments.Synopsis) ? comments.Description : comments.Synopsis, comments.Parameters ?? new Dictionary<string, string>());
    }

    private static ToolHelp? OfFile(CommandInfo command)
    {
        var file = (command as CmdletInfo)?.HelpFile ?? (command as FunctionInfo)?.HelpFile;
        return string.IsNullOrWhiteSpace(file) || HelpFile.Find(file!, command) is not { } found || HelpFile.Read(found, command.Name) is not var (synopsis, parameters) ? null : new ToolHelp(synopsis, parameters);
    }

    private static string? Short(string? text)
    {
        var plain = string.Join(" ", (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return plain.Length == 0 ? null : plain.Length <= LongestText ? plain : plain.Substring(0, char.IsHighSurrogate(plain[LongestText - 1]) ? LongestText - 1 : LongestText) + "…";
    }
}
