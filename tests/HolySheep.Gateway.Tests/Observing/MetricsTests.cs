using System;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Observing;

/// <summary><c>/metrics</c> in Prometheus' text format.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Calls_are_measured_by_model_and_provider()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text("an-answer-of-the-metrics").WithUsage(prompt: 100, completion: 50));
        using var response = await stage.PostAsync("/v1/chat/completions", """{"model":"alpha","stream":true,"messages":[{"role":"user","content":"a-prompt-of-the-metrics"}]}""");
        await response.Content.ReadAsStringAsync();
        var text = await stage.Http.GetStringAsync(new Uri(stage.Root + "/metrics"));
        Assert.Matches("""(?m)^# TYPE gen_ai_client_token_usage histogram$""", text);
        Assert.Matches("""(?m)^gen_ai_client_token_usage_bucket\{gen_ai_operation_name="chat",gen_ai_request_model="alpha",gen_ai_provider_name="one",gen_ai_response_model="[^"]+",gen_ai_token_type="input",le="\+Inf"\} [1-9]\d*$""", text);
        Assert.Matches("""(?m)^gen_ai_client_operation_duration_seconds_count\{[^}]*gen_ai_request_model="alpha"[^}]*\} [1-9]\d*$""", text);
        Assert.Matches("""(?m)^gen_ai_client_operation_time_to_first_chunk_seconds_sum\{[^}]*\} [0-9.E-]+$""", text);
        Assert.Matches("""(?m)^holysheep_cost_usd_total\{gen_ai_provider_name="one",gen_ai_request_model="alpha"\} 0\.\d+$""", text);
        Assert.Matches("""(?m)^holysheep_attempt_duration_seconds_count\{gen_ai_provider_name="one",gen_ai_request_model="alpha",holysheep_outcome="Answered"\} [1-9]\d*$""", text);
        Assert.Matches("""(?m)^holysheep_gateway_requests_total\{path="/v1/chat/completions",status="200"\} 1$""", text);
        Assert.DoesNotContain("of-the-metrics", text);
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(new Regex("""^(# (HELP|TYPE) \S+ .*|[a-z_]+(\{.*\})? [0-9.E+-]+)$"""), line));
    }

    [Fact]
    public async Task They_need_the_token()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.Http.DefaultRequestHeaders.Remove("Authorization");
        using var refused = await stage.Http.GetAsync(new Uri(stage.Root + "/metrics"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Names_that_callers_invent_make_no_series()
    {
        await using var stage = await GatewayStage.StartAsync();
        for (var number = 0; number < 3; number++)
        {
            using var unknown = await stage.Http.GetAsync(new Uri($"{stage.Root}/v1/invented-{number}"));
            using var model = await stage.Http.GetAsync(new Uri($"{stage.Root}/v1/models/invented-{number}"));
        }

        var text = await stage.Http.GetStringAsync(new Uri(stage.Root + "/metrics"));
        Assert.DoesNotContain("invented", text);
        Assert.Contains("""holysheep_gateway_requests_total{path="other",status="404"} 3""", text);
        Assert.Contains("""holysheep_gateway_requests_total{path="/v1/models/ID",status="404"} 3""", text);
    }
}
