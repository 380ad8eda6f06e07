using Xunit;

namespace HolySheep.Errors;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["timeoutSec", "attemptTimeoutSec", "model", "models", "kind", "gpt-4.1"];

    [Theory]
    [InlineData("timeoutSecs", "timeoutSec")]
    [InlineData("TIMEOUTSEC", "timeoutSec")]
    [InlineData("timeuotSec", "timeoutSec")]
    [InlineData("timeout", "timeoutSec")]
    [InlineData("modle", "model")]
    [InlineData("modelz", "model")]
    [InlineData("gpt4.1", "gpt-4.1")]
    [InlineData("kidn", "kind")]
    public void A_typing_error_finds_the_intended_name(string typed, string meant) => Assert.Equal(meant, NearestName.Of(typed, Known));

    [Theory]
    [InlineData("banana")]
    [InlineData("x")]
    [InlineData("")]
    public void A_name_far_from_all_finds_none(string typed) => Assert.Null(NearestName.Of(typed, Known));

    [Fact]
    public void A_huge_name_finds_none_at_once() => Assert.Null(NearestName.Of(new string('a', 1_000_000), [new string('a', 999_999)]));
}
