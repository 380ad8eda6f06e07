using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Failures;
using HolySheep.TestKit;
using HolySheep.Harness;
using Xunit;
using Xunit.Abstractions;

namespace HolySheep.Providers.Errors;

/// <summary>A known code or phrase is found however it is wrapped, and no bytes at all make the reading of an error throw.</summary>
public sealed class ErrorCollectorFuzzTests(ITestOutputHelper output)
{
    private static readonly int Rounds = Endurance.Rounds(40_000);

    private static readonly (string Member, string Text, FailureSignal Signal)[] Causes =
    [
        ("code", "context_length_exceeded", FailureSignal.ContextLength), ("type", "insufficient_quota", FailureSignal.QuotaExhausted),
        ("reason", "API_KEY_INVALID", FailureSignal.KeyRefused), ("error_code", "1113", FailureSignal.QuotaExhausted), ("status", "UNAVAILABLE", FailureSignal.Unavailable),
        ("code", "ResponsibleAIPolicyViolation", FailureSignal.ContentPolicy), ("code", "model_decommissioned", FailureSignal.ModelUnknown),
        ("message", "This model's maximum context length is 8192 tokens.", FailureSignal.ContextLength), ("msg", "Your credit balance is too low", FailureSignal.QuotaExhausted),
        ("detail", "The model `x` has been decommissioned", FailureSignal.ModelUnknown), ("description", "API key expired", FailureSignal.KeyRefused),
        ("errorMessage", "The service is overloaded", FailureSignal.Unavailable), ("text", "Rejected by our safety system", FailureSignal.ContentPolicy),
    ];

    private static readonly string[] Wrappers = ["error", "errors", "detail", "details", "innererror", "inner_error", "metadata", "data", "response", "body", "upstream", "cause", "raw", "result", "0", "ein Name"];
    private static readonly string[] Statuses = ["200", "400", "401", "402", "403", "404", "413", "422", "429", "498", "500", "503"];

    [Fact]
    public void A_known_cause_is_found_under_any_wrapping()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var (member, text, signal) = Causes[random.Next(Causes.Length)];
            var body = Wrapped(new JsonObject { [member] = text }, random);
            var report = ErrorCollector.OfBody(Encoding.UTF8.GetBytes(body))!;
            var found = ErrorSignals.OfStatus(report, 400);
            Assert.True(signal == found, $"seed {seed}, round {round}: {found} in place of {signal} in {body}");
        }
    }

    [Fact]
    public void No_input_bytes_make_the_reader_throw()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var cause = Causes[random.Next(Causes.Length)];
            var bytes = Damaged(Encoding.UTF8.GetBytes(Wrapped(new JsonObject { [cause.Member] = cause.Text }, random)), random);
            try
            {
                var report = ErrorCollector.OfBody(bytes);
                _ = report?.Message;
                _ = report is null ? default : ErrorSignals.OfStatus(report, int.Parse(Statuses[random.Next(Statuses.Length)]));
                using var json = JsonDocument.Parse(bytes);
                ErrorReader.OfSuccess(ChatWire.Wire, json.RootElement, null);
            }
            catch (JsonException)
            {
                // The document of the test itself: only the reading of errors is on trial.
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}, round {round}: {error}\n{Convert.ToBase64String(bytes)}");
            }
        }
    }

    [Theory]
    [InlineData("["), InlineData("{\"error\":"), InlineData("{\"a\":[")]
    public void Depth_without_end_is_left_to_the_status(string opening)
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opening, 100_000)));
        Assert.Equal(FailureSignal.ErrorPage, ErrorSignals.OfStatus(ErrorCollector.OfBody(body)!, 400));
    }

    [Fact]
    public void Values_beyond_the_bound_are_not_read()
    {
        var many = "[" + string.Concat(Enumerable.Repeat("0,", 100_000)) + """{"code":"insufficient_quota"}]""";
        Assert.True(ErrorCollector.OfBody(Encoding.UTF8.GetBytes($$"""{"error":{{many}}}"""))!.IsEmpty);
    }

    private static string Wrapped(JsonNode cause, Random random)
    {
        var node = cause;
        var strings = 0;
        for (var layers = random.Next(1, 8); layers > 0; layers--)
        {
            node = random.Next(strings < 5 ? 4 : 2) switch
            {
                0 => Around(node, random),
                1 => new JsonArray(node, Noise(random)),
                2 => Text(node.ToJsonString(), ref strings, random),
                _ => Text((random.Next(2) == 0 ? "Upstream said 400: " : "openai.Error - ") + new JsonObject { ["error"] = node }.ToJsonString(), ref strings, random),
            };
        }

        return node.ToJsonString();
    }

    private static JsonNode Text(string json, ref int strings, Random random)
    {
        strings++;
        return new JsonObject { [random.Next(2) == 0 ? "message" : "error"] = json };
    }

    private static JsonObject Around(JsonNode node, Random random)
    {
        var wrapper = new JsonObject();
        if (random.Next(2) == 0)
        {
            wrapper["success"] = false;
            wrapper["n" + random.Next(9)] = Noise(random);
        }

        wrapper[Wrappers[random.Next(Wrappers.Length)]] = node;
        wrapper["z" + random.Next(9)] = Noise(random);
        return wrapper;
    }

    private static JsonNode? Noise(Random random) => random.Next(5) switch
    {
        0 => null,
        1 => random.Next(100_000, 999_999),
        2 => "a word or two",
        3 => new JsonObject { ["id"] = "r-7" },
        _ => new JsonArray(true, "x"),
    };

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        if (random.Next(4) == 0)
        {
            random.NextBytes(bytes);
            return bytes;
        }

        for (var times = random.Next(1, 5); times > 0 && bytes.Length > 0; times--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes = bytes[..at];
                    break;
                case 2:
                    bytes = [.. bytes[..at], .. "\\ud83d"u8, .. bytes[at..]];
                    break;
                default:
                    bytes = [.. bytes[at..], .. bytes[..at]];
                    break;
            }
        }

        return bytes;
    }
}
