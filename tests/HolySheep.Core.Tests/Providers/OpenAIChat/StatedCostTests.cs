using System.Globalization;
using System.Text.Json;
using HolySheep.Providers.Exchange.Reading;
using Xunit;

namespace HolySheep.Providers.OpenAIChat;

public sealed class StatedCostTests
{
    [Theory]
    [InlineData("""{"cost":0.0125}""", "0.0125")]
    [InlineData("""{"cost":"0.0125"}""", "0.0125")]
    [InlineData("""{"cost":{"total_cost":0.5}}""", "0.5")]
    [InlineData("""{"cost":0,"is_byok":false}""", "0")]
    [InlineData("""{"cost":0.001,"is_byok":true,"cost_details":{"upstream_inference_cost":0.02}}""", "0.021")]
    [InlineData("""{"cost":0,"is_byok":true}""", null)]
    [InlineData("""{"cost":0,"is_byok":true,"cost_details":{"upstream_inference_cost":null}}""", null)]
    [InlineData("""{"cost":"\ud83d"}""", null)]
    [InlineData("""{"cost":-1}""", null)]
    [InlineData("""{"cost":true}""", null)]
    [InlineData("{}", null)]
    public void A_cost_counts_only_if_it_is_the_whole_cost_of_the_call(string usage, string? expected)
    {
        using var json = JsonDocument.Parse(usage);
        Assert.Equal(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture), StatedCost.Read(json.RootElement));
    }
}
