using System.Linq;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Tools;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command whose model may ask for commands of this session.</summary>
public abstract class HolySheepToolCommand : HolySheepChatCommand
{
    private PipelineErrands? _errands;

    private protected HolySheepToolCommand()
    {
    }

    /// <summary>Tools that the model may ask to run: names of cmdlets and functions, script blocks, or tables of names and those, as in @{ get_weather = { param([string] $City) ... } }.
    /// Commands with the verbs Get, Find, Measure, Resolve and Test run, and so do script blocks; any other command needs your confirmation for each call, or AllowTool.</summary>
    [Parameter]
    [Alias("Tools")]
    public object[]? Tool { get; set; }

    /// <summary>The rounds in which tools run. If the model then asks for more, the call fails, and its error lists what was run.</summary>
    /// <value>Default: 5.</value>
    [Parameter]
    [ValidateRange(1, ToolRounds.HighestCount)]
    [PlainNumber]
    public int MaxToolRounds { get; set; } = ToolRounds.DefaultCount;

    /// <summary>Tools that run without a confirmation, whatever their verb.</summary>
    [Parameter]
    public string[] AllowTool { get; set; } = [];

    /// <inheritdoc/>
    private protected override PipelineErrands? Errands => _errands;

    /// <summary>The request with the tools, which run on the pipeline thread.</summary>
    /// <exception cref="HolySheepException">A tool cannot be used.</exception>
    private protected ChatRequest WithTools(ChatRequest request)
    {
        var tools = Tool is null ? [] : ToolArgument.Read(Tool, InvokeCommand);
        var allowed = ToolArgument.ReadAllowed(AllowTool, tools, InvokeCommand);
        if (tools.Count == 0)
        {
            return request;
        }

        _errands = new PipelineErrands();
        return request with
        {
            Tools = [.. tools.Select(tool => tool.Describe())],
            ToolRounds = new ToolRounds(new CommandRunner(this, tools, new ToolGate(this, allowed), _errands), MaxToolRounds),
        };
    }
}
