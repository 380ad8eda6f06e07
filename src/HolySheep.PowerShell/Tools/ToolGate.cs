using System.Collections.Generic;
using System.Management.Automation;

namespace HolySheep.PowerShell.Tools;

/// <summary>Decides whether a tool call runs: what only reads and what the caller trusts does, for anything else a person is asked each time. Used on the pipeline thread.</summary>
internal sealed class ToolGate
{
    private const string Action = "Run a tool that the model asks for";

    private readonly PSCmdlet _cmdlet;
    private readonly ISet<CommandTool> _allowed;
    private readonly bool _showsOnly;
    private readonly bool _asksAlways;

    /// <param name="cmdlet">Asks the person.</param>
    /// <param name="allowed">The tools that need no confirmation.</param>
    internal ToolGate(PSCmdlet cmdlet, ISet<CommandTool> allowed)
    {
        _cmdlet = cmdlet;
        _allowed = allowed;
        _showsOnly = IsOn("WhatIf") ?? (LanguagePrimitives.TryConvertTo<bool>(cmdlet.GetVariableValue("WhatIfPreference"), out var preference) && preference);
        _asksAlways = IsOn("Confirm") ?? false;
    }

    /// <summary>Asks where it must.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="isConfirmed">True if a person confirmed this call.</param>
    /// <returns>Why the call is not run, for the model; null if it is run.</returns>
    internal string? FindRefusal(CommandTool tool, IReadOnlyDictionary<string, object?> arguments, out bool isConfirmed)
    {
        isConfirmed = false;
        if (_showsOnly)
        {
            _cmdlet.ShouldProcess(ToolCallText.Of(tool, arguments), Action);
            return "It was not run: the user only wants to see what would be run.";
        }

        if (!_asksAlways && (tool.IsTrusted || _allowed.Contains(tool)))
        {
            return null;
        }

        if (Unattended.Is(_cmdlet.Host))
        {
            return $"It was not run: {tool.Name} needs the confirmation of a person, and this run has none to ask. Go on without it.";
        }

        isConfirmed = _cmdlet.ShouldContinue(ToolCallText.Of(tool, arguments), Action + "?");
        return isConfirmed ? null : "It was not run: the user declined it.";
    }

    private bool? IsOn(string name) => _cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out var given) ? ((SwitchParameter)given).IsPresent : null;
}
