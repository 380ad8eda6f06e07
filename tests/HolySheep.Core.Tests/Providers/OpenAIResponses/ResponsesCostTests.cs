using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>What recorded answers cost, to the last decimal.</summary>
public sealed class ResponsesCostTests
{
    // gpt-5.6-luna: 0.20, cached 0.02, written 0.25, 1.20 USD per million. o3: 2, cached 0.50, 8. gpt-5.5-pro: 30, 180; above 272,000 tokens 60, 270.
    [Theory]
    [Modes("gpt-5.6-luna", """{"input_tokens":2006,"input_tokens_details":{"cached_tokens":1920,"cache_write_tokens":64},"output_tokens":315,"output_tokens_details":{"reasoning_tokens":192},"total_tokens":2321}""", "0.0004368")]
    [Modes("o3", """{"input_tokens":1117,"input_tokens_details":{"cached_tokens":1024},"output_tokens":733,"output_tokens_details":{"reasoning_tokens":640},"total_tokens":1850}""", "0.006562")]
    [Modes("gpt-5.5-pro", """{"input_tokens":272001,"output_tokens":1,"total_tokens":272002}""", "16.32033")]
    [Modes("gpt-5.5-pro", """{"input_tokens":272000,"output_tokens":1,"total_tokens":272001}""", "8.16018")]
    public async Task Cached_written_and_reasoning_tokens_are_counted_once_at_their_own_prices(CallMode mode, string model, string usage, string cost)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(ResponseScript.Of(mode, $$"""{"id":"resp_1","status":"completed","model":"{{model}}","output":[{"type":"message","content":[{"type":"output_text","text":"ok"}]}],"usage":{{usage}}}"""));
        var result = (await stage.AskAsync(mode, Stage.Question() with { Model = "one/" + model })).Result;
        Assert.Equal(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), result.Cost);
        Assert.Equal(result.Cost, result.Attempts.Single().Cost);
    }

    [Theory, Modes]
    public async Task Reasoning_tokens_of_a_price_of_their_own_are_taken_out_of_the_answers(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind).With(configuration => configuration with
        {
            Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Price = new ModelPrice(1m, 2m, 0.1m) { Reasoning = 3m } }),
        });
        stage.One.OnAny().Answer(TestKit.Reply.Reasoning("hm", "330 m").WithUsage(prompt: 1000, completion: 200, cached: 600, reasoning: 50));
        Assert.Equal(0.00091m, (await stage.AskAsync(mode)).Result.Cost);
    }
}
