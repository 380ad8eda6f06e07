using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using HolySheep.Chat.Tools;
using Xunit;

namespace HolySheep.Chat;

/// <summary>Every property of a request is either a part of its fingerprint or named as irrelevant, and no version changes a fingerprint.</summary>
public sealed class RequestFingerprintTests
{
    private static readonly ChatRequest Bare = new() { Messages = [] };
    private static readonly ChatJsonSchema Schema = new("{}");

    private static readonly Dictionary<string, ChatRequest> Changed = new(StringComparer.Ordinal)
    {
        [nameof(ChatRequest.System)] = Bare with { System = "Be brief." },
        [nameof(ChatRequest.Temperature)] = Bare with { Temperature = 0.2 },
        [nameof(ChatRequest.MaxTokens)] = Bare with { MaxTokens = 800 },
        [nameof(ChatRequest.TopP)] = Bare with { TopP = 0.5 },
        [nameof(ChatRequest.Stop)] = Bare with { Stop = ["end"] },
        [nameof(ChatRequest.Seed)] = Bare with { Seed = 7 },
        [nameof(ChatRequest.ReasoningEffort)] = Bare with { ReasoningEffort = "high" },
        [nameof(ChatRequest.JsonSchema)] = Bare with { JsonSchema = Schema },
        [nameof(ChatRequest.ExtraBody)] = Bare with { ExtraBody = new Dictionary<string, string> { ["n"] = "1" } },
        [nameof(ChatRequest.Task)] = Bare with { Task = "summarise" },
        [nameof(ChatRequest.Tools)] = Bare with { Tools = [new ChatTool("weather")] },
        [nameof(ChatRequest.ToolChoice)] = Bare with { ToolChoice = ChatToolChoice.None },
        [nameof(ChatRequest.ParallelToolCalls)] = Bare with { ParallelToolCalls = false },
    };

    public static TheoryData<string> Properties => [.. typeof(ChatRequest).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_is_a_part_of_the_fingerprint_or_named_as_irrelevant(string property)
    {
        var irrelevant = RequestFingerprint.Irrelevant.ContainsKey(property);
        Assert.True(irrelevant != Changed.ContainsKey(property), $"Say in {nameof(RequestFingerprint)} whether '{property}' changes which answer is right, and give this test a request that uses it if it does.");
        if (!irrelevant)
        {
            Assert.NotEqual(Of(Bare), Of(Changed[property]));
        }
    }

    [Fact]
    public void No_two_of_the_changes_give_the_same_fingerprint() => Assert.Equal(Changed.Count + 1, Changed.Values.Append(Bare).Select(Of).Distinct().Count());

    [Fact]
    public void The_models_and_the_sandbox_are_parts_of_the_fingerprint() =>
        Assert.Equal(3, new[] { Of(Bare), Of(Bare, chain: ["alpha", "beta"]), Of(Bare, sandbox: true) }.Distinct().Count());

    [Fact]
    public void A_strict_schema_differs_from_a_loose_one() =>
        Assert.NotEqual(Of(Bare with { JsonSchema = new ChatJsonSchema("{}", strict: true) }), Of(Bare with { JsonSchema = new ChatJsonSchema("{}", strict: false) }));

    [Fact]
    public void Every_part_of_a_tool_is_a_part_of_the_fingerprint()
    {
        ChatTool[] tools = [new("weather"), new("weather", "of today"), new("weather", parameters: """{"type":"object"}"""), new("weather") { Strict = true }];
        Assert.Equal(tools.Length, tools.Select(tool => Of(Bare with { Tools = [tool] })).Distinct().Count());
    }

    // The hash that version 0.1.0 gave for these requests.
    [Fact]
    public void The_fingerprints_of_version_0_1_0_are_unchanged()
    {
        Assert.Equal("C898635ED6F110D94FE637601CC37D2F56795BC17FFCB1AD2BDD5806BBAF3573", Of(Bare));
        Assert.Equal("9FB767C106C64D54C1D2D168E38A32170282CB2EBD5AEB875CF8B98F438AAAE3", Of(Bare with
        {
            System = "Be brief.",
            Temperature = 0.2,
            MaxTokens = 800,
            TopP = 0.5,
            Stop = ["end"],
            Seed = 7,
            ReasoningEffort = "high",
            JsonSchema = new ChatJsonSchema("{}", strict: true),
            ExtraBody = new Dictionary<string, string> { ["n"] = "1", ["a"] = "[]" },
            Task = "summarise",
        }));
    }

    private static string Of(ChatRequest request) => Of(request, sandbox: false);

    private static string Of(ChatRequest request, bool sandbox = false, params string[] chain) =>
        Convert.ToHexString(SHA256.HashData(RequestFingerprint.Of(request, chain.Length > 0 ? chain : ["alpha"], sandbox)));
}
