using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using Xunit;

namespace HolySheep.Gateway.Tests.Semantics;

/// <summary>Each row of what a failure means has the same outcome through the gateway as in the module: answers, attempts, waits, what is booked, health, and what the caller learns.</summary>
public sealed class SemanticsTests
{
    // Each protocol over its own wire, which passes bytes on, and over another, which is translated.
    private static readonly (string Path, string Kind)[] Ways =
    [
        (Question.Chat, "openai"), (Question.Chat, "anthropic"),
        (Question.Messages, "anthropic"), (Question.Messages, "gemini"),
        (Question.Responses, "openai-responses"), (Question.Responses, "openai"),
    ];

    public static TheoryData<string, string, string, bool> Kinds => Cases(Rows.Kinds.Keys);

    public static TheoryData<string, string, string, bool> Budget => Cases(Rows.Budget.Keys);

    public static TheoryData<string, string, string, bool> Streams => Cases(Rows.Streams.Keys);

    [Theory, MemberData(nameof(Kinds))]
    public Task A_failure_means_the_same(string row, string path, string kind, bool stream) => CompareAsync(row, path, kind, stream);

    [Theory, MemberData(nameof(Budget))]
    public Task A_request_has_one_budget(string row, string path, string kind, bool stream) => CompareAsync(row, path, kind, stream);

    [Theory, MemberData(nameof(Streams))]
    public Task What_was_handed_to_the_caller_decides(string row, string path, string kind, bool stream) => CompareAsync(row, path, kind, stream);

    private static async Task CompareAsync(string name, string path, string kind, bool stream)
    {
        var row = Rows.Of(name);
        await using var module = RowStage.OfModule(row, kind);
        await using var gateway = await RowStage.OfGatewayAsync(row, kind);
        for (var call = 0; call < row.Calls; call++)
        {
            var direct = await module.AskAsync(new ModuleCaller(module, path, stream));
            var through = await gateway.AskAsync(new GatewayCaller(gateway, path, stream));
            Assert.Equal(direct.ToString(), through.ToString());
        }

        var outcomes = module.OutcomesOfTheFirstCall();
        Assert.Equal(row.OutcomesOf(stream) ?? outcomes, outcomes);
        Assert.Equal(module.Trace(), gateway.Trace());
    }

    private static TheoryData<string, string, string, bool> Cases(IEnumerable<string> rows)
    {
        var cases = new TheoryData<string, string, string, bool>();
        foreach (var row in rows)
        {
            foreach (var (path, kind) in Ways)
            {
                cases.Add(row, path, kind, false);
                cases.Add(row, path, kind, true);
            }
        }

        return cases;
    }
}
