using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Http;

/// <summary><c>/healthz</c> says that the process serves, <c>/readyz</c> that it can have an answer.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task A_gateway_with_a_target_is_ready_without_a_token()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.Http.DefaultRequestHeaders.Remove("Authorization");
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok"}"""), await GetAsync(stage, "/readyz"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok"}"""), await GetAsync(stage, "/healthz"));
    }

    [Fact]
    public async Task A_gateway_whose_targets_are_all_open_is_healthy_but_not_ready()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Enumerable.Repeat(Reply.Error(402, "insufficient_quota", "no money"), 2).ToArray());
        stage.Two.OnAny().Answer(Enumerable.Repeat(Reply.Error(402, "insufficient_quota", "no money"), 2).ToArray());
        using var failed = await stage.PostAsync("/v1/chat/completions", """{"model":"alpha","messages":[{"role":"user","content":"?"}]}""");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"no_target_usable"}"""), await GetAsync(stage, "/readyz"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(stage, "/healthz")).Status);
        stage.Client.ResetHealth();
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(stage, "/readyz")).Status);
    }

    [Fact]
    public async Task A_gateway_whose_budget_is_spent_is_not_ready()
    {
        await using var stage = await GatewayStage.StartAsync(more: """ "budgets": { "daily": { "limit": 0, "period": "day" } }, """);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"no_target_usable"}"""), await GetAsync(stage, "/readyz"));
    }

    [Fact]
    public async Task A_gateway_that_stops_is_not_ready_for_connections_that_are_left()
    {
        await using var stage = await GatewayStage.StartAsync();
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Words(3).Hold(gate));
        const string Question = """{"model":"alpha","messages":[{"role":"user","content":"?"}]}""";
        using var connection = await RawConnection.OpenAsync(stage.Port);

        // The second request waits on the same connection for the first one.
        await connection.SendAsync($"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\nContent-Length: {Question.Length}\r\n\r\n{Question}GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await stage.One.WaitForCallAsync();
        var stopping = stage.Server.StopAsync();
        gate.Open();
        var read = await connection.ReadToEndAsync();
        await stopping;
        Assert.Contains("HTTP/1.1 200 OK", read);
        Assert.DoesNotContain("\"status\":\"ok\"", read);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(GatewayStage stage, string path)
    {
        using var response = await stage.Http.GetAsync(new Uri(stage.Root + path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
