using System;
using System.Text;
using System.Text.Json;
using Xunit;

namespace HolySheep.Schema;

/// <summary>Half of a character in the JSON of an answer becomes the sign for an unknown one, and nothing else changes.</summary>
public sealed class HalfEscapesTests
{
    [Theory]
    [InlineData("""{"a":"s\ud83d"}""", """{"a":"s\uFFFD"}""")]
    [InlineData("""{"a":"\udc00s"}""", """{"a":"\uFFFDs"}""")]
    [InlineData("""{"\uD83D":1}""", """{"\uFFFD":1}""")]
    [InlineData("""["\ud83d\ud83d\ude00\ude00"]""", """["\uFFFD\ud83d\ude00\uFFFD"]""")]
    [InlineData("""["\ud83d\n\\ud83d"]""", """["\uFFFD\n\\ud83d"]""")]
    [InlineData("""["\\\ud83d"]""", """["\\\uFFFD"]""")]
    public void A_half_is_replaced(string json, string repaired)
    {
        Assert.Equal(repaired, HalfEscapes.Repair(json));
        using var read = JsonDocument.Parse(repaired);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\\")]
    [InlineData("no JSON \\u12")]
    [InlineData("""{"a":"😀 \ud83d\ude00 \u00e9 \\ud83d"}""")]
    public void A_text_without_halves_is_the_same_text(string json) => Assert.Same(json, HalfEscapes.Repair(json));

    [Fact]
    public void Whatever_is_repaired_can_be_read_and_repaired_again_without_a_change()
    {
        var random = new Random(20261130);
        string[] pieces = ["\\ud83d", "\\ude00", "\\\\", "\\n", "\\\"", "a", "ud83d", "é", "\\u0041"];
        for (var round = 0; round < 2_000; round++)
        {
            var json = new StringBuilder("\"");
            for (var piece = random.Next(12); piece > 0; piece--)
            {
                json.Append(pieces[random.Next(pieces.Length)]);
            }

            var repaired = HalfEscapes.Repair(json.Append('"').ToString());

            Assert.NotNull(JsonSerializer.Deserialize<string>(repaired));
            Assert.Same(repaired, HalfEscapes.Repair(repaired));
        }
    }
}
