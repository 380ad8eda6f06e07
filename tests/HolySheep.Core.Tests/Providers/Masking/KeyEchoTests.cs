using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Masking;

/// <summary>A provider that repeats the caller's key, wherever it can put text, brings it into nothing that leaves the client.</summary>
public sealed class KeyEchoTests
{
    public static TheoryData<string> Places => [.. Reply.EchoPlaces];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_echoed_key_is_in_no_answer_no_exception_no_trace_and_no_file(string place)
    {
        // The whole key both ways, and of the other spellings, which the mask's own tests go through, another one at each place.
        var spellings = Spellings().ToList();
        var other = spellings[1 + (Reply.EchoPlaces.ToList().IndexOf(place) % (spellings.Count - 1))];
        foreach (var ((spelling, text), visible) in new[] { (spellings[0], false), (spellings[0], true), (other, false), (other, true) })
        {
            using var home = new TempHome();
            var told = await AskAsync(home, place, text, visible);

            Assert.True(told.All(line => KeyMarker.FindInText(line).Count == 0), $"{spelling}, {(visible ? "streamed" : "plain")}: {told.FirstOrDefault(line => KeyMarker.FindInText(line).Count > 0)}");
            Assert.Empty(KeyMarker.FindIn(home.Folder));
        }
    }

    [Fact]
    public void No_text_of_an_answer_is_forgotten_by_the_mask()
    {
        var mask = new SecretMask();
        mask.Register(new Secret(KeyMarker.Value));
        var answer = new ProviderAnswer { Content = KeyMarker.Value, ToolCalls = [new ChatToolCall(KeyMarker.Value, KeyMarker.Value, KeyMarker.Value)], Warnings = [KeyMarker.Value] };
        foreach (var property in typeof(ProviderAnswer).GetProperties().Where(property => property.PropertyType == typeof(string) && property.CanWrite))
        {
            property.SetValue(answer, KeyMarker.Value);
        }

        var text = JsonSerializer.Serialize(answer.Masked(mask));

        Assert.Empty(KeyMarker.FindInText(text));
        Assert.Contains("***", text);
    }

    [Fact]
    public void An_answer_without_a_key_is_handed_on_as_it_is()
    {
        var mask = new SecretMask();
        mask.Register(new Secret(KeyMarker.Value));
        var answer = new ProviderAnswer { Content = "The tower is 330 m high.", Id = "1", FinishReason = "stop", ToolCalls = [new ChatToolCall("1", "f", "{}")], Warnings = ["a"] };

        Assert.Same(answer, answer.Masked(mask));
    }

    [Fact]
    public void A_cause_that_quotes_a_key_is_shown_without_it_at_every_depth()
    {
        var mask = new SecretMask();
        mask.Register(new Secret(KeyMarker.Value));
        var cause = new InvalidOperationException("outer", new FormatException($"bad header {KeyMarker.Value}", new ArgumentException(KeyMarker.Value[..20])));

        var masked = MaskedException.Of(cause, mask)!;

        for (Exception? depth = masked; depth is not null; depth = depth.InnerException)
        {
            Assert.Empty(KeyMarker.FindInText(depth.ToString() + depth.Message));
        }

        Assert.Contains("FormatException: bad header ***", masked.ToString());
        Assert.Same(cause.InnerException, MaskedException.Of(cause.InnerException, new SecretMask()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("abcdef\r\nx-evil: 1")]
    [InlineData("abcdef\0ghijkl")]
    [InlineData("kéy-kéy-kéy")]
    public async Task A_given_key_that_no_header_can_carry_is_refused_before_anything_is_sent(string key)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("fine"));

        var asked = await stage.AskAsync(CallMode.Plain, Stage.Question() with { ApiKey = new Secret(key) });

        Assert.Equal(HolySheep.Errors.ErrorCode.CredentialMissing, (asked.Error as HolySheep.Errors.HolySheepException)?.Code);
        Assert.Empty(stage.One.Requests);
        Assert.DoesNotContain("abcdef", asked.Error!.ToString());
    }

    private static async Task<List<string>> AskAsync(TempHome home, string place, string text, bool visible)
    {
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = home.Folder }
            .WithVariable("ONE_KEY", KeyMarker.Value).With(configuration => configuration with { Ledger = new LedgerOptions { KeepTexts = true } });
        stage.One.OnAny().Answer(Reply.Echoing(place, text));
        var told = new List<string>();
        var request = Stage.Question($"Is {KeyMarker.Value} a key?") with { Trace = trace => told.Add(trace.Message), Limits = new ChatLimits { MaxRetries = 0 } };
        try
        {
            if (visible)
            {
                var shown = new List<string>();
                var result = default(ChatResult);
                try
                {
                    await foreach (var update in stage.Client.StreamAsync(request))
                    {
                        shown.Add(update.Text);
                        result = update.Result ?? result;
                    }
                }
                finally
                {
                    told.Add(string.Concat(shown));
                }

                told.Add(Json(result!));
            }
            else
            {
                told.Add(Json(await stage.Client.ChatAsync(request)));
            }
        }
        catch (HolySheep.Errors.HolySheepException exception)
        {
            for (Exception? depth = exception; depth is not null; depth = depth.InnerException)
            {
                told.Add(depth.ToString());
            }

            told.Add(JsonSerializer.Serialize((exception as HolySheep.Errors.ChatException)?.Attempts));
            told.Add($"{(exception as HolySheep.Errors.ChatException)?.PartialContent} {(exception as HolySheep.Errors.ChatException)?.RequestId} {exception.Hint}");
        }

        Assert.NotEmpty(stage.One.Requests);
        return told;
    }

    // The conversation holds what the caller wrote, the key too.
    private static string Json(ChatResult result) => JsonSerializer.Serialize(result with { Conversation = [.. result.Conversation.Skip(1)] });

    private static IEnumerable<(string Name, string Text)> Spellings()
    {
        const string Key = KeyMarker.Value;
        yield return ("whole", Key);
        yield return ("cut", Key[..20] + "...");
        yield return ("end", "..." + Key[^15..]);
        yield return ("escaped", string.Concat(Key.Select(character => $"\\u{(int)character:x4}")));
        yield return ("percent", string.Concat(Key.Select(character => $"%{(int)character:X2}")));
        yield return ("wrapped", string.Join("\n", Key.Chunk(9).Select(line => new string(line))));
        yield return ("base64", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("user:" + Key)));
        yield return ("before the end of a long text", new string('x', 390) + Key);
    }
}
