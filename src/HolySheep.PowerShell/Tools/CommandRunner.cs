using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat.Tools;
using HolySheep.PowerShell.Pumping;

namespace HolySheep.PowerShell.Tools;

/// <summary>Runs the tools of a command on its pipeline thread, one at a time.</summary>
internal sealed class CommandRunner : IToolRunner
{
    private readonly PSCmdlet _cmdlet;
    private readonly ToolGate _gate;
    private readonly PipelineErrands _errands;
    private readonly Dictionary<string, CommandTool> _tools;

    internal CommandRunner(PSCmdlet cmdlet, IReadOnlyList<CommandTool> tools, ToolGate gate, PipelineErrands errands)
    {
        _cmdlet = cmdlet;
        _gate = gate;
        _errands = errands;
        _tools = tools.ToDictionary(tool => tool.Name);
    }

    public Task<ToolOutput> RunAsync(ToolRequest call, CancellationToken cancellationToken) => _errands.RunAsync(() => Run(call, cancellationToken), cancellationToken);

    private ToolOutput Run(ToolRequest call, CancellationToken stop)
    {
        var tool = _tools[call.Name];
        var arguments = ToolValues.Of(call.Arguments);
        if (tool.FindFault([.. arguments.Keys]) is { } fault)
        {
            return ToolOutput.Failed(fault);
        }

        return _gate.FindRefusal(tool, arguments, out var isConfirmed) is { } refusal
            ? ToolOutput.Failed(refusal)
            : new ToolRun(_cmdlet).Run(tool, arguments, call.Limit, stop) with { IsConfirmed = isConfirmed };
    }
}
