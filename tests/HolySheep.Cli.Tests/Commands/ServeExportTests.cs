using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>A gateway that exports what it does.</summary>
public sealed class ServeExportTests
{
    private const string Question = """{"model":"gpt-4.1","messages":[{"role":"user","content":"a-prompt-that-no-export-shows"}]}""";

    [Fact]
    public async Task What_was_measured_arrives_before_the_gateway_has_ended()
    {
        if (System.OperatingSystem.IsWindows())
        {
            return;
        }

        await using var receiver = new ScriptedProvider("receiver");
        receiver.Handle(_ => Reply.Json(200, "{}"));
        using var home = new TempHome().Set("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Root).Set("OTEL_SERVICE_NAME", "the-gateway");
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "0", "--no-token", "--sandbox"));
        using var http = new HttpClient();
        using var answered = await http.PostAsync(await ServedGateway.ListeningAsync(child) + "/v1/chat/completions", new StringContent(Question, Encoding.UTF8, "application/json"));
        Assert.Equal(200, (int)answered.StatusCode);
        await ServedGateway.SignalAsync(child);
        Assert.Equal(0, (await child.WaitAsync()).ExitCode);

        Assert.Equal(["/v1/metrics", "/v1/traces"], receiver.Requests.Select(request => request.Path).Distinct().Order());
        Assert.All(receiver.Requests, request => Assert.Contains("the-gateway", request.Body));
        Assert.All(receiver.Requests, request => Assert.DoesNotContain("no-export-shows", request.Body));
        Assert.Contains(receiver.Requests, request => request.Body.Contains("chat gpt-4.1"));
        Assert.Contains(receiver.Requests, request => request.Body.Contains("gen_ai.client.operation.duration"));
    }

    [Theory]
    [InlineData("OTEL_SERVICE_NAME", "app")]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    public async Task Nothing_of_an_exporter_is_loaded_unless_a_variable_asks_for_it(string name, string value)
    {
        if (!System.OperatingSystem.IsLinux())
        {
            return;
        }

        using var home = new TempHome().Set(name, value).Set(name == "OTEL_SDK_DISABLED" ? "OTEL_EXPORTER_OTLP_ENDPOINT" : "UNUSED", "http://127.0.0.1:1");
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "0", "--no-token", "--sandbox"));
        using var http = new HttpClient();
        using var answered = await http.PostAsync(await ServedGateway.ListeningAsync(child) + "/v1/chat/completions", new StringContent(Question, Encoding.UTF8, "application/json"));
        Assert.Equal(200, (int)answered.StatusCode);
        Assert.DoesNotContain("OpenTelemetry", await File.ReadAllTextAsync($"/proc/{child.Id}/maps"));
        child.Kill9();
    }
}
