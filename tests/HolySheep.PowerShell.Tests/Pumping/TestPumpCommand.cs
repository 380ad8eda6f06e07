using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.PowerShell.Commands;
using HolySheep.PowerShell.Pumping;

namespace HolySheep.PowerShell.Tests.Pumping;

/// <summary>A command whose work per input is the test's own.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Pump")]
public sealed class TestPumpCommand : HolySheepAsyncCommand
{
    [Parameter(ValueFromPipeline = true)]
    public int Item { get; set; }

    [Parameter]
    public int ThrottleLimit { get; set; } = 1;

    [Parameter(Mandatory = true)]
    public object Work { get; set; } = null!;

    [Parameter]
    public SwitchParameter StartsHere { get; set; }

    /// <summary>The thread that the command's inputs come on.</summary>
    internal static volatile int PipelineThread;

    private protected override int Concurrency => ThrottleLimit;

    private protected override bool StartsOnPipelineThread => StartsHere;

    protected override void ProcessRecord()
    {
        PipelineThread = Environment.CurrentManagedThreadId;
        var item = Item;
        var work = (Func<int, PipelineWriter, CancellationToken, Task>)Work;
        Start(item, (writer, stop) => work(item, writer, stop));
    }
}
