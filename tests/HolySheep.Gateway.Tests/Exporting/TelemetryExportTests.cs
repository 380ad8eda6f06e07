using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Gateway.Exporting;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace HolySheep.Gateway.Tests.Exporting;

/// <summary>What the <c>OTEL_*</c> variables ask for is sent to a real receiver, and nothing else is.</summary>
public sealed class TelemetryExportTests
{
    private const string Prompt = "a-prompt-that-no-export-shows";
    private const string Answer = "an-answer-that-no-export-shows";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Measured =
        ["gen_ai.client.operation.duration", "gen_ai.client.operation.time_to_first_chunk", "gen_ai.client.token.usage", "holysheep.attempt.duration", "holysheep.cost.usd", "http.server.request.duration"];

    private readonly ConcurrentQueue<string> _warnings = new();

    [Theory]
    [InlineData(null, "", "/v1/traces", "/v1/metrics")]
    [InlineData("http/protobuf", "gzip", "/v1/traces", "/v1/metrics")]
    [InlineData("grpc", "", "/opentelemetry.proto.collector.trace.v1.TraceService/Export", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export")]
    public async Task Spans_and_measurements_arrive_with_what_the_variables_say_and_without_texts(string? protocol, string compression, string traces, string metrics)
    {
        await using var receiver = await TelemetryReceiver.StartAsync(protocol == "grpc" ? HttpProtocols.Http2 : HttpProtocols.Http1);
        var id = await ServeAsync(new()
        {
            [Endpoint] = receiver.Root,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-tenant=red,x-other=blue",
            ["OTEL_EXPORTER_OTLP_COMPRESSION"] = compression,
            ["OTEL_SERVICE_NAME"] = "the-gateway",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment=test,service.name=not-this",
        });

        Assert.Empty(_warnings);
        Assert.Equal([metrics, traces], receiver.Received.Select(export => export.Path).Distinct().Order());
        foreach (var export in receiver.Received)
        {
            Assert.Equal(("red", "blue"), (export.Headers["x-tenant"], export.Headers["x-other"]));
            var resource = Message(export).All(1, 1).First().Attributes(1);
            Assert.Equal(("the-gateway", "test", "1.2.3"), (resource["service.name"], resource["deployment.environment"], resource["service.version"]));
            var text = Encoding.UTF8.GetString(export.Body);
            Assert.DoesNotContain("no-export-shows", text);
            Assert.DoesNotContain(KeyMarker.Value, text);
            Assert.DoesNotContain(GatewayStage.Token, text);
        }

        var spans = receiver.Received.Where(export => export.Path == traces).SelectMany(export => Message(export).All(1, 2, 2)).ToArray();
        var call = Assert.Single(spans, span => span.Attributes(9).GetValueOrDefault("holysheep.call.id") == id);
        Assert.Equal("chat alpha", call.Text(5));
        var attempts = spans.Where(span => span.Bytes(4).AsSpan().SequenceEqual(call.Bytes(2))).ToArray();
        Assert.Equal(["one", "one", "two"], attempts.Select(attempt => attempt.Attributes(9)["gen_ai.provider.name"]));
        Assert.Superset(Measured.ToHashSet(), receiver.Received.Where(export => export.Path == metrics).SelectMany(export => Message(export).All(1, 2, 2)).Select(metric => metric.Text(1)).ToHashSet());
    }

    [Fact]
    public async Task A_signal_can_have_its_own_address_and_headers_or_be_left_out()
    {
        await using var receiver = await TelemetryReceiver.StartAsync();
        await ServeAsync(new()
        {
            [Endpoint] = "http://127.0.0.1:1",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-tenant=red",
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = receiver.Root + "/own/path",
            ["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] = "x-tenant=blue",
            ["OTEL_METRICS_EXPORTER"] = "none",
        });
        Assert.Equal([("/own/path", "blue")], receiver.Received.Select(export => (export.Path, export.Headers["x-tenant"])).Distinct());
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Spans_are_sampled_as_the_variables_say()
    {
        await using var receiver = await TelemetryReceiver.StartAsync();
        await ServeAsync(new() { [Endpoint] = receiver.Root, ["OTEL_TRACES_SAMPLER"] = "always_off" });
        Assert.Equal(["/v1/metrics"], receiver.Received.Select(export => export.Path).Distinct());
    }

    [Fact]
    public async Task Variables_that_differ_in_letter_case_only_do_not_stop_the_export()
    {
        await using var receiver = await TelemetryReceiver.StartAsync();
        await ServeAsync(new() { [Endpoint] = receiver.Root, ["http_proxy"] = "http://proxy:1", ["HTTP_PROXY"] = "http://proxy:2" });
        Assert.Equal(["/v1/metrics", "/v1/traces"], receiver.Received.Select(export => export.Path).Distinct().Order());
    }

    public static TheoryData<string, string> NothingAsked => new()
    {
        { "", "" },
        { "OTEL_SERVICE_NAME=app", "" },
        { "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1;OTEL_SDK_DISABLED=TRUE", "" },
        { "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1;OTEL_TRACES_EXPORTER=none;OTEL_METRICS_EXPORTER=none", "" },
        { "OTEL_EXPORTER_OTLP_ENDPOINT=127.0.0.1:4318", "127.0.0.1:4318" },
        { "OTEL_EXPORTER_OTLP_ENDPOINT=localhost:4318", "localhost:4318" },
        { "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1;OTEL_EXPORTER_OTLP_PROTOCOL=http/json", "http/json" },
        { "OTEL_TRACES_EXPORTER=console;OTEL_METRICS_EXPORTER=prometheus", "console" },
    };

    [Theory, MemberData(nameof(NothingAsked))]
    public void Nothing_starts_unless_it_is_asked_for_and_can_be_done(string variables, string warned)
    {
        var environment = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => (string?)pair[1], StringComparer.Ordinal);
        Assert.Null(TelemetryExport.Start(environment, "1.2.3", _warnings.Enqueue));
        Assert.Equal(warned.Length > 0, !_warnings.IsEmpty);
        Assert.Contains(warned, string.Join('\n', _warnings));
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(401, 1)]
    public async Task A_receiver_that_takes_nothing_is_told_once_and_harms_no_call(int status, int warnings)
    {
        await using var receiver = await TelemetryReceiver.StartAsync(status: status);
        await ServeAsync(new() { [Endpoint] = receiver.Root, ["OTEL_METRICS_EXPORTER"] = "none" });
        Assert.Equal(warnings, _warnings.Count);
        Assert.All(_warnings, warning => Assert.Contains($"status {status}", warning));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_holds_the_end_up_for_1500_ms_only_and_is_told()
    {
        await using var silent = new ScriptedProvider("silent");
        silent.Handle(_ => Reply.Silent());
        using var export = TelemetryExport.Start(new Dictionary<string, string?> { [Endpoint] = silent.Root }, "1.2.3", _warnings.Enqueue)!;
        await ServeCallAsync();
        var begun = Stopwatch.GetTimestamp();
        export.Dispose();
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
        Assert.True(SpinWait.SpinUntil(() => _warnings.Any(warning => warning.Contains($"does not arrive at {silent.Root}/v1/traces", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_told_once_and_harms_no_call()
    {
        await ServeAsync(new() { [Endpoint] = "http://127.0.0.1:1", ["OTEL_METRICS_EXPORTER"] = "none" });
        Assert.Contains("http://127.0.0.1:1/v1/traces", Assert.Single(_warnings));
    }

    /// <summary>Serves a call that falls over, with an export around it, and returns its id.</summary>
    private async Task<string> ServeAsync(Dictionary<string, string?> variables)
    {
        using var export = TelemetryExport.Start(variables, "1.2.3", _warnings.Enqueue);
        Assert.NotNull(export);
        return await ServeCallAsync();
    }

    private static async Task<string> ServeCallAsync()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Status(503), Reply.Status(503));
        stage.Two.OnAny().Answer(Reply.Text(Answer).WithUsage(prompt: 100, completion: 50));
        using var response = await stage.PostAsync("/v1/chat/completions", $$"""{"model":"alpha","stream":true,"messages":[{"role":"user","content":"{{Prompt}}"}]}""");
        Assert.Contains("no-export-shows", await response.Content.ReadAsStringAsync());
        return response.Headers.GetValues("x-holysheep-call-id").Single();
    }

    // A message of gRPC has five bytes before it.
    private static ProtobufMessage Message(ReceivedExport export) => ProtobufMessage.Read(export.Path.StartsWith("/opentelemetry", StringComparison.Ordinal) ? export.Body[5..] : export.Body);
}
