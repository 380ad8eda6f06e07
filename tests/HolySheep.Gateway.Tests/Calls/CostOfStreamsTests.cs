using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>What a stream cost is in its trailer, because its headers are sent before that is known.</summary>
public sealed class CostOfStreamsTests
{
    private const string Cost = "x-holysheep-cost-usd";

    [Theory]
    [InlineData("openai", "/v1/chat/completions")]
    [InlineData("openai", "/v1/messages")]
    [InlineData("anthropic", "/v1/messages")]
    [InlineData("anthropic", "/v1/responses")]
    public async Task The_trailer_has_the_cost(string kind, string path)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Words(4).WithUsage(prompt: 1000, completion: 500), Reply.Words(4).WithUsage(prompt: 10, completion: 5));
        foreach (var expected in new[] { "0.002", "0.00002" })
        {
            using var response = await stage.PostAsync(path, Question());
            await response.Content.ReadAsStringAsync();
            Assert.False(response.Headers.Contains(Cost));
            Assert.Equal(Cost, Assert.Single(response.Headers.Trailer));
            Assert.Equal(expected, Assert.Single(response.TrailingHeaders.GetValues(Cost)));
        }
    }

    [Fact]
    public async Task A_connection_is_used_again_after_a_stream()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Words(4), Reply.Words(2));
        using var connection = await RawConnection.OpenAsync(stage.Port);
        var question = Question();
        var request = $"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\nContent-Length: {question.Length}\r\n";
        await connection.SendAsync($"{request}\r\n{question}{request}Connection: close\r\n\r\n{question}");
        var read = await connection.ReadToEndAsync();
        Assert.Equal(2, read.Split("HTTP/1.1 200 OK").Length - 1);
        Assert.Equal(2, read.Split("\r\n0\r\nx-holysheep-cost-usd: ").Length - 1);
    }

    [Fact]
    public async Task A_stream_that_failed_says_what_it_cost_all_the_same()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Words(50).CutAfter(3));
        using var response = await stage.PostAsync("/v1/messages", Question());
        Assert.Contains("\"error\":{", await response.Content.ReadAsStringAsync());
        Assert.True(decimal.Parse(Assert.Single(response.TrailingHeaders.GetValues(Cost)), System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task A_client_of_HTTP_1_0_gets_the_events_without_chunks()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Words(4));
        using var connection = await RawConnection.OpenAsync(stage.Port);
        var question = Question();
        await connection.SendAsync($"POST /v1/chat/completions HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\nContent-Length: {question.Length}\r\n\r\n{question}");
        var read = await connection.ReadToEndAsync();
        Assert.DoesNotContain("chunked", read);
        Assert.EndsWith("data: [DONE]\n\n", read);
    }

    private static string Question() => """{"model":"alpha","max_tokens":99,"stream":true,"messages":[{"role":"user","content":"?"}],"input":"?"}""";
}
