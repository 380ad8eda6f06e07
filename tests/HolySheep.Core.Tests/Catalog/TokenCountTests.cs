using System.Linq;
using System.Text;
using Xunit;

namespace HolySheep.Catalog;

public sealed class TokenCountTests
{
    [Theory]
    [InlineData("o200k_base", "", 0)]
    [InlineData("o200k_base", "Hello, world!", 4)]
    [InlineData("cl100k_base", "tiktoken is great!", 6)] // https://github.com/openai/openai-cookbook, How_to_count_tokens_with_tiktoken
    [InlineData("cl100k_base", "antidisestablishmentarianism", 6)] // the same
    [InlineData("o200k_base", "antidisestablishmentarianism", 6)]
    public void Tokens_are_counted_as_the_models_own_encoding_does(string encoding, string text, long tokens) => Assert.Equal(tokens, TokenCount.Of(encoding, text));

    [Fact]
    public void An_encoding_that_is_not_available_counts_nothing() => Assert.Null(TokenCount.Of("no_such_base", "Hello"));

    [Fact]
    public void A_long_text_is_counted_in_pieces_and_to_a_token_for_each_of_them()
    {
        var sentence = "The quick brown fox jumps over the lazy dog near the river bank. ";
        var one = TokenCount.Of("o200k_base", sentence)!.Value;
        var text = new StringBuilder().Insert(0, sentence, 1_000).ToString();
        Assert.InRange(TokenCount.Of("o200k_base", text)!.Value, (one - 1) * 1_000, ((one + 1) * 1_000) + (text.Length / 500));
    }

    [Fact]
    public void A_word_without_an_end_is_counted_in_reasonable_time_and_half_characters_stay_whole()
    {
        Assert.InRange(TokenCount.Of("o200k_base", new string('x', 500_000))!.Value, 10_000, 500_000);
        Assert.InRange(TokenCount.Of("o200k_base", string.Concat(Enumerable.Repeat("🐑", 5_000)))!.Value, 5_000, 20_000);
    }
}
