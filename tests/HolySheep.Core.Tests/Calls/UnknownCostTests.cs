using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>What a provider bills beside the tokens, or at another price than theirs: the cost is null with its reason, never a wrong number, and budgets count the tokens.</summary>
public sealed class UnknownCostTests
{
    private const string Usage = "\"prompt_tokens\":1000,\"completion_tokens\":200,\"total_tokens\":1200";

    // 1 and 2 USD a million.
    private const decimal OfTokens = 0.0014m;

    [Theory]
    [Modes("openai", "\"service_tier\":\"priority\"", "", "", "the priority tier")]
    [Modes("openai", "\"service_tier\":\"sk-live-0123456789abcdef\"", "", "", "another tier of service")]
    [Modes("openai", "", "\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://a.example\",\"title\":\"A\",\"start_index\":0,\"end_index\":2}}]", "", "a web search")]
    [Modes("openai", "", "", "\"server_tool_use\":{\"web_search_requests\":1}", "the provider's own tools (1 request)")]
    [Modes("openai", "", "", "\"num_sources_used\":4", "the provider's own tools (4 requests)")]
    [Modes("openai", "", "", "\"inference_geo\":\"us\"", "an answer from one place")]
    [Modes("openai-responses", "\"service_tier\":\"priority\"", "", "", "the priority tier")]
    [Modes("openai-responses", "", "{\"type\":\"web_search_call\",\"id\":\"ws_1\",\"status\":\"completed\"},", "", "the provider's own tools (1 request)")]
    [Modes("openai-responses", "", "{\"type\":\"code_interpreter_call\",\"id\":\"ci_1\",\"code\":\"1\"},{\"type\":\"x_search_call\",\"id\":\"x\"},", "", "the provider's own tools (2 requests)")]
    [Modes("gemini", "", "", "\"serviceTier\":\"priority\"", "the priority tier")]
    [Modes("gemini", "", "", "\"trafficType\":\"PROVISIONED_THROUGHPUT\"", "provisioned throughput")]
    [Modes("gemini", "", "\"groundingMetadata\":{\"webSearchQueries\":[\"tower\"],\"searchEntryPoint\":{}}", "", "a search")]
    [Modes("anthropic", "", "", "\"speed\":\"fast\"", "the fast speed")]
    [Modes("anthropic", "", "", "\"service_tier\":\"priority\"", "the priority tier")]
    [Modes("anthropic", "", "", "\"server_tool_use\":{\"web_search_requests\":2}", "the provider's own tools (2 requests)")]
    public async Task The_cost_is_null_with_its_reason_and_budgets_count_the_tokens(CallMode mode, string wire, string top, string answer, string usage, string charge)
    {
        using var home = new TempHome();
        await using var stage = Of(wire, mode, top, answer, usage, home.Folder);

        var result = (await stage.AskAsync(mode)).Result;

        Assert.Equal((null, $"one/alpha also bills {charge}, whose price is not known."), (result.Cost, result.CostReason));
        Assert.Equal(charge, result.Usage!.OtherCharge);
        Assert.Contains($"Budgets count {OfTokens} USD", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(OfTokens, Assert.Single(stage.Client.GetBudgets()).Spent);
        Assert.Equal(1, stage.Client.GetUsage(new() { To = stage.Clock.GetUtcNow().AddSeconds(1) }).Total.Unpriced);
    }

    [Theory]
    [Modes("openai", "\"service_tier\":\"default\"", "", "")]
    [Modes("openai", "\"service_tier\":null", "", "\"server_tool_use\":{\"web_search_requests\":0}")]
    [Modes("openai-responses", "\"service_tier\":\"auto\"", "{\"type\":\"mcp_call\",\"id\":\"m\"},{\"type\":\"reasoning\",\"id\":\"r\",\"summary\":[]},", "")]
    [Modes("gemini", "", "\"groundingMetadata\":{}", "\"serviceTier\":\"standard\",\"trafficType\":\"ON_DEMAND\"")]
    [Modes("anthropic", "", "", "\"speed\":\"standard\",\"service_tier\":\"standard\",\"inference_geo\":\"global\",\"server_tool_use\":{\"web_search_requests\":0}")]
    public async Task An_answer_at_the_usual_price_costs_its_tokens(CallMode mode, string wire, string top, string answer, string usage)
    {
        await using var stage = Of(wire, mode, top, answer, usage, null);
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal((OfTokens, null), (result.Cost, result.CostReason));
        Assert.Empty(result.Warnings);
    }

    [Theory, Modes]
    public async Task A_cost_that_the_provider_states_holds_for_its_tools_too(CallMode mode)
    {
        await using var stage = Of("openai", mode, "", "", "\"server_tool_use\":{\"web_search_requests\":1},\"cost\":0.0314", null);
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(0.0314m, result.Cost);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [Modes("openai", "\"service_tier\":\"flex\"", "", 0.5), Modes("openai-responses", "\"service_tier\":\"flex\"", "", 0.5), Modes("gemini", "", "\"serviceTier\":\"flex\"", 0.5)]
    [Modes("openai", "\"service_tier\":\"flex\"", "", null), Modes("gemini", "", "\"trafficType\":\"ON_DEMAND_FLEX\"", null)]
    public async Task An_answer_of_the_flexible_tier_costs_its_own_price_or_null(CallMode mode, string wire, string top, string usage, double? factor)
    {
        await using var stage = Of(wire, mode, top, "", usage, null).With(configuration => configuration with
        {
            Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Price = model.Value.Price! with { Flex = (decimal?)factor } }),
        });
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(OfTokens * (decimal?)factor, result.Cost);
        Assert.Equal(factor is null ? "one/alpha also bills a flexible tier, whose price is not known." : null, result.CostReason);
    }

    private static Stage Of(string wire, CallMode mode, string top, string answer, string usage, string? folder)
    {
        var stage = new Stage(["one/alpha"], []) { StateFolder = folder }.Speaking(wire);
        stage = folder is null ? stage : stage.With(configuration => configuration with { Budgets = [LedgerHome.Budget(1m)] });
        stage.One.Handle(_ => mode == CallMode.Plain ? Reply.Json(200, Whole(wire, top, answer, usage)) : Reply.Events(Events(wire, top, answer, usage)));
        return stage;
    }

    private static string Whole(string wire, string top, string answer, string usage) => wire switch
    {
        "openai" => Object("\"object\":\"chat.completion\"", top, $"\"choices\":[{{\"index\":0,\"message\":{Object("\"role\":\"assistant\",\"content\":\"330 m.\"", answer)},\"finish_reason\":\"stop\"}}]", $"\"usage\":{Object(Usage, usage)}"),
        "openai-responses" => Object("\"object\":\"response\",\"status\":\"completed\"", top, $"\"output\":[{answer}{{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{{\"type\":\"output_text\",\"text\":\"330 m.\"}}]}}]", $"\"usage\":{Object("\"input_tokens\":1000,\"output_tokens\":200", usage)}"),
        "gemini" => Object($"\"candidates\":[{Object("\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"330 m.\"}]},\"finishReason\":\"STOP\"", answer)}]", $"\"usageMetadata\":{Object("\"promptTokenCount\":1000,\"candidatesTokenCount\":200,\"totalTokenCount\":1200", usage)}"),
        _ => Object("\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"330 m.\"}],\"stop_reason\":\"end_turn\"", $"\"usage\":{Object("\"input_tokens\":1000,\"output_tokens\":200", usage)}"),
    };

    private static string[] Events(string wire, string top, string answer, string usage) => wire switch
    {
        "openai" => [Object(top, $"\"choices\":[{{\"index\":0,\"delta\":{Object("\"content\":\"330 m.\"", answer)}}}]"), Object(top, "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]"),
            Object(top, "\"choices\":[]", $"\"usage\":{Object(Usage, usage)}"), "[DONE]"],
        "openai-responses" => ["{\"type\":\"response.output_text.delta\",\"output_index\":9,\"content_index\":0,\"delta\":\"330 m.\"}", $"{{\"type\":\"response.completed\",\"response\":{Whole(wire, top, answer, usage)}}}"],
        "gemini" => [Whole(wire, top, answer, usage)],
        _ => ["{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}}",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}", "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"330 m.\"}}",
            "{\"type\":\"content_block_stop\",\"index\":0}", $"{{\"type\":\"message_delta\",\"delta\":{{\"stop_reason\":\"end_turn\"}},\"usage\":{Object("\"output_tokens\":200", usage)}}}", "{\"type\":\"message_stop\"}"],
    };

    private static string Object(params string[] members) => "{" + string.Join(",", members.Where(member => member.Length > 0)) + "}";
}
