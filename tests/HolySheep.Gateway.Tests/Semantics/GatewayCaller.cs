using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;

namespace HolySheep.Gateway.Tests.Semantics;

/// <summary>Asks through the gateway, and reads no more than what the protocol of the path says.</summary>
internal sealed class GatewayCaller(RowStage stage, string path, bool stream) : ICaller
{
    private readonly AnswerText _answer = new(path);

    public bool SeesText => stream;

    public async Task<Outcome> AskAsync(Action<string> onText)
    {
        using var response = await stage.PostAsync(path, Body());
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            _answer.ReadWhole(JsonElement.Parse(await response.Content.ReadAsStringAsync()));
        }
        else
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            while (await reader.ReadLineAsync() is { } line)
            {
                _answer.ReadLine(line);
                onText(_answer.Text);
            }
        }

        return OutcomeOf(response);
    }

    private string Body() => path == Question.Responses
        ? $$"""{"model":"alpha","max_output_tokens":300,"stream":{{Flag}},"input":"{{RowStage.Prompt}}"}"""
        : $$"""{"model":"alpha","max_tokens":300,"stream":{{Flag}},"messages":[{"role":"user","content":"{{RowStage.Prompt}}"}]}""";

    private string Flag => stream ? "true" : "false";

    private Outcome OutcomeOf(HttpResponseMessage response) => new()
    {
        Text = _answer.Text,
        Tools = string.Join(' ', _answer.Tools),
        IsWhole = _answer.IsWhole,
        Status = (int)response.StatusCode,
        Code = _answer.Error?.GetProperty("code").GetString(),
        OwnCode = One(response.Headers, "x-holysheep-error"),
        Message = WithoutPrefix(_answer.Error?.GetProperty("message").GetString()),
        RetryAfter = One(response.Headers, "Retry-After") is { } seconds ? long.Parse(seconds, CultureInfo.InvariantCulture) : null,
        ForbidsRetry = One(response.Headers, "x-should-retry") == "false",
        Source = _answer.IsWhole ? $"{One(response.Headers, "x-holysheep-provider")}/{One(response.Headers, "x-holysheep-model-used")} {One(response.Headers, "x-holysheep-attempts")}" : null,
        Cost = (One(response.Headers, "x-holysheep-cost-usd") ?? One(response.TrailingHeaders, "x-holysheep-cost-usd")) is { } cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null,
        HasRequestId = (_answer.IsWhole || response.StatusCode != System.Net.HttpStatusCode.OK) && One(response.Headers, path == Question.Messages ? "request-id" : "x-request-id") is not null,
    };

    // Clients look for these words to shorten a conversation by themselves.
    private static string? WithoutPrefix(string? message) =>
        ((string[])["This model's maximum context length is exceeded. ", "prompt is too long: "]).FirstOrDefault(prefix => message?.StartsWith(prefix, StringComparison.Ordinal) == true) is { } found ? message![found.Length..] : message;

    private static string? One(HttpHeaders headers, string name) => headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
}
