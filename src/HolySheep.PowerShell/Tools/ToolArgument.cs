using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Tools;

/// <summary>Reads <c>-Tool</c> and <c>-AllowTool</c>: names, commands, script blocks, and tables of names and those.</summary>
internal sealed class ToolArgument
{
    // Constant text: the script block of the user is a value in it.
    private const string MakeFunction = "param($__block) Set-Item -LiteralPath function:local:HolySheepTool -Value $__block; $ExecutionContext.InvokeCommand.GetCommand('HolySheepTool', 'Function')";

    private const CommandTypes Runnable = CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Filter | CommandTypes.Alias | CommandTypes.ExternalScript | CommandTypes.Application;

    private readonly CommandInvocationIntrinsics _commands;
    private int _blocks;

    private ToolArgument(CommandInvocationIntrinsics commands) => _commands = commands;

    /// <summary>The tools.</summary>
    /// <param name="values">The values of the parameter.</param>
    /// <param name="commands">Finds commands; used on the pipeline thread.</param>
    /// <exception cref="HolySheepException">A value is not a tool, or two tools have one name.</exception>
    internal static IReadOnlyList<CommandTool> Read(IReadOnlyList<object> values, CommandInvocationIntrinsics commands)
    {
        var argument = new ToolArgument(commands);
        List<CommandTool> tools = [.. values.SelectMany(value => argument.Read(ValueShapes.Unwrapped(value)))];
        return tools.GroupBy(tool => tool.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw Fault($"Two tools have the name '{twice.Key}'.", "Name one of them otherwise, as in: -Tool @{ other_name = 'Get-Item' }")
            : tools;
    }

    /// <summary>The tools among these that may run without a confirmation.</summary>
    /// <param name="names">The values of <c>-AllowTool</c>: names of tools, or of their commands.</param>
    /// <param name="tools">The tools of the call.</param>
    /// <param name="commands">Finds the commands of aliases.</param>
    /// <exception cref="HolySheepException">A name is not one of the tools.</exception>
    internal static HashSet<CommandTool> ReadAllowed(IReadOnlyList<string> names, IReadOnlyList<CommandTool> tools, CommandInvocationIntrinsics commands)
    {
        var allowed = new HashSet<CommandTool>();
        foreach (var name in names)
        {
            var real = commands.GetCommand(name, CommandTypes.Alias) is AliasInfo { ResolvedCommand: { } meant } ? meant.Name : name;
            var tool = tools.FirstOrDefault(tool => Is(tool.Name, name) || Is(tool.Command.Name, real) || Is($"{tool.Command.ModuleName}\\{tool.Command.Name}", real))
                ?? throw Fault($"-AllowTool names '{name}', which is not one of the tools: {(tools.Count == 0 ? "none is given" : string.Join(", ", tools.Select(tool => tool.Name)))}.", "Name tools of -Tool.");
            allowed.Add(tool);
        }

        return allowed;
    }

    private IEnumerable<CommandTool> Read(object? value)
    {
        switch (value)
        {
            case string name:
                return [CommandTool.Of(Find(name))];
            case CommandInfo command:
                return [CommandTool.Of(Real(command, command.Name))];
            case ScriptBlock block:
                return [CommandTool.Of(FunctionOf(block), $"script_{++_blocks}", isTrusted: true)];
            case IDictionary table:
                return [.. table.Cast<DictionaryEntry>().Select(entry => Named(PipelineText.Of(entry.Key), ValueShapes.Unwrapped(entry.Value)))];
            default:
                throw Fault($"A value of type {value?.GetType().Name ?? "null"} is not a tool.", "Give names of commands, script blocks, or a table of names and script blocks, as in: -Tool Get-Service, @{ get_weather = { param([string] $City) ... } }");
        }
    }

    private CommandTool Named(string name, object? value) => value switch
    {
        ScriptBlock block => CommandTool.Of(FunctionOf(block), name, isTrusted: true),
        string command => CommandTool.Of(Find(command), name),
        CommandInfo command => CommandTool.Of(Real(command, command.Name), name),
        _ => throw Fault($"The tool '{name}' is a value of type {value?.GetType().Name ?? "null"}.", "Give a script block or the name of a command."),
    };

    private CommandInfo Find(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw Fault($"'{name}' is not the name of one command.", "Name each command by itself.");
        }

        return Real(_commands.GetCommand(name, Runnable) ?? throw Fault($"No command is called '{name}'.", "Check the name with Get-Command."), name);
    }

    private static CommandInfo Real(CommandInfo command, string name)
    {
        // An alias does what its command does, whatever it is called.
        for (var steps = 0; command is AliasInfo alias; steps++)
        {
            command = steps < 16 && alias.ReferencedCommand is { } meant ? meant : throw Fault($"The alias '{name}' leads to no command.", "Name the command itself.");
        }

        return command is CmdletInfo or FunctionInfo or ExternalScriptInfo
            ? command
            : throw Fault($"'{name}' is a program or a command without parameters that PowerShell knows, so a model cannot be told how to use it.", "Give a script block that calls it, as in: -Tool @{ git_log = { param([int] $Count) git log -n $Count } }");
    }

    private CommandInfo FunctionOf(ScriptBlock block) =>
        _commands.InvokeScript(useLocalScope: true, ScriptBlock.Create(MakeFunction), null, block) is [{ BaseObject: CommandInfo function }]
            ? function
            : throw Fault("A script block cannot be a tool in this session.", "Define a function and give its name.");

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static HolySheepException Fault(string message, string hint) => new(ErrorCode.ArgumentInvalid, message, hint);
}
