using System.Linq;
using HolySheep.Chat;
using Xunit;

namespace HolySheep.Configuration.Masking;

/// <summary>What only stands in a key's place hides nothing.</summary>
public sealed class PlaceholderKeyTests
{
    [Theory]
    [InlineData("sk-0000000000000000")]
    [InlineData("sk-ant-api03-0000000000000000000")]
    [InlineData("xxxxxxxxxxxx")]
    [InlineData("sk-xxxxxxxx-xxxx-xxxx")]
    [InlineData("sk-proj-XXXXXXXXXXXXXXXXXXXX")]
    [InlineData("0101010101010101")]
    [InlineData("00000000")]
    [InlineData("a0000000")]
    [InlineData("****************")]
    [InlineData("1234567890")]
    [InlineData("sk-1234567890123456")]
    [InlineData("sk-abcdefghijklmnop")]
    [InlineData("0123456789abcdef")]
    [InlineData("none")]
    [InlineData("test")]
    [InlineData("dummy")]
    [InlineData("EMPTY")]
    [InlineData("no-key-required")]
    [InlineData("sk-no-key-required")]
    [InlineData("not-needed")]
    [InlineData("lm-studio")]
    [InlineData("your-api-key-here")]
    [InlineData("YOUR_OPENAI_API_KEY")]
    [InlineData("sk-your-key-xxxx")]
    [InlineData("changeme")]
    public void A_placeholder_changes_no_text(string key)
    {
        var mask = new SecretMask();
        mask.Register(new Secret(key));
        var text = $"0.0000000000000000000000 1e-0000000000000000, xxxxxxxxxxxxxxxx, 01010101010101010101, ----------------, 1234567890123456, 0123456789abcdef0123, none of the latest tests: {key}";

        Assert.Same(text, mask.MaskAnswer(text));
        Assert.Same(text, mask.Mask(text));
        var stream = new StreamMask(mask);
        Assert.Equal(text, string.Concat(text.Chunk(5).Select(piece => stream.Add(new string(piece)))) + stream.Rest());
    }

    [Theory]
    [InlineData("sk-Zq81mXk20vLw")]
    [InlineData("test-Zq81mXk20vLw")]
    [InlineData("dummy-7f3ac951e2d84b06")]
    [InlineData("111122223333444455556666")]
    [InlineData("vault-key-of-team")]
    [InlineData("abcdefghijklmnopq7")]
    public void A_key_is_not_taken_for_a_placeholder(string key)
    {
        var mask = new SecretMask();
        mask.Register(new Secret(key));
        Assert.Contains("***", mask.MaskAnswer($"It is {key}."));
        Assert.DoesNotContain(key, mask.MaskAnswer($"It is {key}."));
    }

    [Fact]
    public void A_run_of_zeros_in_a_key_hides_no_zeros()
    {
        var mask = new SecretMask();
        mask.Register(new Secret("Zq81mXk20vLw00000000000000009a7Rn47aUe6WcYd"));
        Assert.Equal("0.00000000000000000", mask.MaskAnswer("0.00000000000000000"));
        Assert.DoesNotContain("Rn47", mask.MaskAnswer("9a7Rn47aUe6WcYd"));
    }
}
