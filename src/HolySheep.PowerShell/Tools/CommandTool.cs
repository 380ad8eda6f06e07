using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using HolySheep.Chat.Tools;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Tools;

/// <summary>A command or a script block that a model may ask to run.</summary>
internal sealed class CommandTool
{
    private const int LongestName = 64;

    // They only read. Every other command needs a person or -AllowTool.
    private static readonly string[] ReadingVerbs = [VerbsCommon.Get, VerbsCommon.Find, VerbsDiagnostic.Measure, VerbsDiagnostic.Resolve, VerbsDiagnostic.Test];

    private readonly ParameterSets _sets;

    private CommandTool(string name, CommandInfo command, ParameterSets sets, bool isTrusted)
    {
        Name = name;
        Command = command;
        _sets = sets;
        IsTrusted = isTrusted;
    }

    /// <summary>The name that the model is told.</summary>
    internal string Name { get; }

    /// <summary>The command itself, found when the call began: a name is never looked up again.</summary>
    internal CommandInfo Command { get; }

    /// <summary>True if it runs without a confirmation.</summary>
    internal bool IsTrusted { get; }

    /// <summary>The tool of a command.</summary>
    /// <param name="command">A cmdlet, function or script; for a script block, a function made of it.</param>
    /// <param name="name">A name of the caller; null for the command's own.</param>
    /// <param name="isTrusted">True if the caller trusts it: script blocks that are given as tools.</param>
    /// <exception cref="HolySheepException">The command cannot be a tool.</exception>
    internal static CommandTool Of(CommandInfo command, string? name = null, bool isTrusted = false)
    {
        // It would run any text as a script, and arguments are never that.
        if (command is CmdletInfo { Name: "Invoke-Expression" })
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "Invoke-Expression cannot be a tool: the model would write scripts.", "Give the commands that may run, each as a tool.");
        }

        var help = ToolHelp.Of(command);
        return new CommandTool(NameOf(name ?? command.Name), command, ParameterSets.Of(command, help.OfParameter) ?? throw NotFilled(command), isTrusted || IsReading(command)) { Synopsis = help.Synopsis };
    }

    /// <summary>What the model is told.</summary>
    internal ChatTool Describe() => new(Name, string.Join(". ", new[] { (Synopsis ?? $"Runs the PowerShell command {Command.Name}").TrimEnd('.', ' '), _sets.Describe()?.TrimEnd('.', ' ') }.OfType<string>()) + ".", Schema());

    /// <summary>Why the parameters that a model gives do not fit; null if they fit.</summary>
    internal string? FindFault(IReadOnlyCollection<string> given) => _sets.FindFault(given);

    /// <summary>True if the engine adds this parameter to the command.</summary>
    internal bool Takes(string common) => Command.Parameters?.TryGetValue(common, out var parameter) == true && ToolParameter.IsCommon(parameter.Name);

    private string? Synopsis { get; init; }

    private string Schema()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            foreach (var parameter in _sets.Parameters)
            {
                parameter.WriteSchema(json);
            }

            json.WriteEndObject();
            if (_sets.Required is { Count: > 0 } required)
            {
                json.WriteStartArray("required");
                foreach (var name in required)
                {
                    json.WriteStringValue(name);
                }

                json.WriteEndArray();
            }

            json.WriteBoolean("additionalProperties", false);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static bool IsReading(CommandInfo command) =>
        ((command as CmdletInfo)?.Verb ?? (command as FunctionInfo)?.Verb) is { } verb && ReadingVerbs.Contains(verb, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name as providers take it.</summary>
    private static string NameOf(string name)
    {
        var sent = new string([.. name.Select(character => character is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '_' ? character : '_')]);
        return sent.Length <= LongestName ? sent : sent.Substring(0, LongestName);
    }

    private static HolySheepException NotFilled(CommandInfo command)
    {
        var missing = command.ParameterSets.SelectMany(set => set.Parameters).Where(parameter => parameter.IsMandatory && OfferedType.Of(parameter.ParameterType) is null).Select(parameter => $"{parameter.Name} ({parameter.ParameterType.Name})").Distinct();
        return new HolySheepException(ErrorCode.ArgumentInvalid, $"{command.Name} cannot be a tool: a model cannot fill its mandatory parameter {string.Join(", ", missing)}.",
            "Give a script block that calls it, as in: -Tool @{ my_tool = { param([string] $Name) ... } }");
    }
}
