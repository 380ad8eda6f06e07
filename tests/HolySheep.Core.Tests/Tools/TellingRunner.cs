using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat.Tools;

namespace HolySheep.Tools;

/// <summary>Runs tools as the test says, and keeps what it was asked.</summary>
internal sealed class TellingRunner(Func<ToolRequest, string> run) : IToolRunner
{
    public TellingRunner()
        : this(static call => $"{call.Name} says {call.Arguments}")
    {
    }

    public List<ToolRequest> Calls { get; } = [];

    public Task<ToolOutput> RunAsync(ToolRequest call, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        return Task.FromResult(ToolOutput.Of(run(call)));
    }
}
