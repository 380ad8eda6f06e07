using System.Linq;
using Xunit;

namespace HolySheep.Interactive.Editing;

/// <summary>What completion offers is readable at any width.</summary>
public sealed class OfferTextTests
{
    [Theory]
    [InlineData("/model m", 20, "/model m1|/model m2", "m1  m2\n")]
    [InlineData("/", 21, "/model |/save |/exit", "/model  /save  /exit\n")]
    [InlineData("/", 20, "/model |/save |/exit", "/model  /save\n/exit\n")]
    [InlineData("/model ", 13, "/model mistral-small-2603|/model a|/model b|/model 日本語", "mistral-small-2603\na  b  日本語\n")]
    [InlineData("/model ", 12, "/model a|/model b|/model 日本語", "a  b\n日本語\n")]
    public void No_line_ends_in_the_middle_of_an_offer_and_what_all_begin_with_is_left_out(string input, int width, string offers, string text) =>
        Assert.Equal(text, OfferText.Of(offers.Split('|'), input, width));

    [Fact]
    public void Of_many_offers_the_first_are_shown_and_the_others_counted() =>
        Assert.EndsWith("m39  m40  … and 3 more\n", OfferText.Of([.. Enumerable.Range(1, 43).Select(number => $"/model m{number}")], "/model m", 1000), System.StringComparison.Ordinal);
}
