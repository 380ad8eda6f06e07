using System.Text;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Providers.Exchange.Reading;
using Xunit;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>The forms in which token counts come.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20}""", 100, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"total_tokens":999}""", 100, 0, 899, 879)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":198,"total_tokens":623,"completion_tokens_details":{"reasoning_tokens":0}}""", 20, 0, 603, 405)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"total_tokens":119}""", 100, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"total_tokens":"many"}""", 100, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"cached_tokens":60}""", 100, 60, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":[],"completion_tokens_details":"none"}""", 100, 0, 20, 0)]
    [InlineData("""[{"prompt_tokens":100,"completion_tokens":20}]""", 100, 0, 20, 0)]
    [InlineData("""{"promptTokenCount":100,"candidatesTokenCount":20,"thoughtsTokenCount":5,"totalTokenCount":125}""", 100, 0, 25, 5)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":60},"completion_tokens_details":{"reasoning_tokens":15}}""", 100, 60, 20, 15)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_cache_hit_tokens":60,"prompt_cache_miss_tokens":40}""", 100, 60, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":null,"completion_tokens_details":null}""", 100, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":null}}""", 100, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":300}}""", 100, 100, 20, 0)]
    [InlineData("""{"prompt_tokens":"100","completion_tokens":20.0}""", 100, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":-5,"completion_tokens":20}""", 0, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":1e300,"completion_tokens":20}""", 0, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":{"a":1},"completion_tokens":20}""", 0, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":"\ud83d","completion_tokens":20,"cost":"\udc11"}""", 0, 0, 20, 0)]
    public void Tokens_are_counted_as_they_arrive(string json, int prompt, int cached, int completion, int reasoning) => Assert.Equal(
        new ChatUsage { PromptTokens = prompt, CachedTokens = cached, CompletionTokens = completion, ReasoningTokens = reasoning },
        Read(json));

    [Theory]
    [InlineData("""{"input_tokens":100,"output_tokens":20}""", 100, 0, 0, 20, 0)]
    [InlineData("""{"input_tokens":100,"output_tokens":20,"cache_read_input_tokens":60,"cache_creation_input_tokens":30}""", 190, 60, 30, 20, 0)]
    [InlineData("""{"input_tokens":0,"output_tokens":20,"cache_read_input_tokens":60}""", 60, 60, 0, 20, 0)]
    [InlineData("""{"input_tokens":100,"output_tokens":20,"input_tokens_details":{"cached_tokens":60},"output_tokens_details":{"reasoning_tokens":5}}""", 100, 60, 0, 20, 5)]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":0,"input_tokens":100,"output_tokens":20,"cache_read_input_tokens":60}""", 160, 60, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"input_tokens":0,"output_tokens":0}""", 100, 0, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"cache_read_input_tokens":60,"cache_creation_input_tokens":30}""", 100, 60, 30, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"total_tokens":210,"cache_read_input_tokens":60,"cache_creation_input_tokens":30}""", 190, 60, 30, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"cache_read_input_tokens":60}""", 100, 60, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,"cache_read_input_tokens":60}""", 70, 60, 0, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":25}}""", 100, 60, 25, 20, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"total_tokens":320,"completion_tokens_details":{"reasoning_tokens":200}}""", 100, 0, 0, 220, 200)]
    public void Both_vendors_forms_are_understood_and_cached_tokens_are_counted_once(string json, int prompt, int cached, int written, int completion, int reasoning) => Assert.Equal(
        new ChatUsage { PromptTokens = prompt, CachedTokens = cached, CacheWriteTokens = written, CompletionTokens = completion, ReasoningTokens = reasoning },
        Read(json));

    [Theory]
    [InlineData("{}"), InlineData("""{"prompt_tokens":0,"completion_tokens":0}"""), InlineData("""{"prompt_tokens":"many"}"""), InlineData("[]"), InlineData("[7]"), InlineData("7"), InlineData("null"), InlineData("\"none\"")]
    public void Where_nothing_was_counted_there_is_no_usage(string json) =>
        Assert.Null(Read(json));

    private static ChatUsage? Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return TokenUsageReader.Read(ref reader);
    }
}
