using System.Text;
using System.Text.Json;
using HolySheep.Chat;
using Xunit;

namespace HolySheep.Providers.Exchange.Reading;

public class PlainUsageTests
{
    private const string Details = "\"prompt_tokens_details\":{\"cached_tokens\":5,\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":3,\"accepted_prediction_tokens\":0}";

    // Counts that are read in one pass are those that the reader of all vendors' names finds, which an unknown member leads to.
    [Theory]
    [InlineData("\"prompt_tokens\":17,\"completion_tokens\":19,\"total_tokens\":36")]
    [InlineData("\"completion_tokens\":19,\"prompt_tokens\":17")]
    [InlineData("\"prompt_tokens\":17,\"completion_tokens\":19,\"total_tokens\":40," + Details)]
    [InlineData("\"prompt_tokens\":2,\"completion_tokens\":1,\"total_tokens\":3," + Details)]
    [InlineData("\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0")]
    [InlineData("\"total_tokens\":9")]
    [InlineData("\"prompt_tokens\":17,\"completion_tokens\":19,\"prompt_tokens\":18")]
    [InlineData("\"prompt_tokens\":17,\"completion_tokens\":19,\"prompt_tokens_details\":null")]
    [InlineData("\"prompt_tokens\":17.0,\"completion_tokens\":\"19\"")]
    [InlineData("\"prompt_tokens\":17,\"completion_tokens\":-4")]
    [InlineData("\"prompt_tokens\":17,\"completion_tokens\":9999999999")]
    [InlineData("\"prompt_tokens\":17,\"completion_tokens\":2,\"cost\":0.25")]
    [InlineData("\"prompt_tokens\":17,\"completion_tokens\":2,\"cached_tokens\":4")]
    [InlineData("")]
    public void Counts_read_in_one_pass_are_those_that_all_names_give(string members) =>
        Assert.Equal(Read("{" + members + (members.Length > 0 ? "," : "") + "\"unknown\":1}"), Read("{" + members + "}"));

    [Fact]
    public void What_follows_the_counts_is_read_next()
    {
        var reader = new Utf8JsonReader("[{\"prompt_tokens\":17,\"prompt_tokens_details\":{\"cached_tokens\":5}},8]"u8);
        reader.Read();
        reader.Read();

        Assert.Equal(5, TokenUsageReader.Read(ref reader)!.CachedTokens);
        Assert.True(reader.Read());
        Assert.Equal(8, reader.GetInt32());
    }

    private static ChatUsage? Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return TokenUsageReader.Read(ref reader);
    }
}
