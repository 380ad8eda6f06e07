using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Configuration;

public sealed class StreamMaskTests
{
    private const string Key = "sk-live-Tq7RzW4+xB/9mKd2Yv8Lc3Hn6Jp1Sg5Uf0Ea";
    private readonly SecretMask _mask = new();

    public StreamMaskTests() => _mask.Register(new Secret(Key));

    [Fact]
    public void Every_split_of_a_key_over_two_pieces_shows_less_than_four_characters_of_it()
    {
        for (var at = 1; at < Key.Length; at++)
        {
            var shown = Shown("the key is " + Key[..at], Key[at..] + ", they say");

            Assert.EndsWith("***, they say", shown);
            Assert.True(shown.Length <= "the key is ***, they say".Length + 3, shown);
        }
    }

    [Fact]
    public void A_key_in_pieces_of_one_character_is_hidden()
    {
        Assert.Equal("a: sk-***.", Shown([.. $"a: {Key}.".Select(character => character.ToString())]));
    }

    [Fact]
    public void Text_that_may_begin_a_key_is_held_until_the_next_piece_or_the_end()
    {
        var stream = new StreamMask(_mask);

        Assert.Equal("it begins with ", stream.Add("it begins with sk-live"));
        Assert.Equal("sk-lively words", stream.Add("ly words"));
        Assert.Equal("", stream.Add("sk-live"));
        Assert.Equal("sk-live", stream.Rest());
        Assert.Equal("", stream.Rest());
    }

    [Fact]
    public void A_piece_without_any_of_a_key_is_handed_on_as_it_is()
    {
        var stream = new StreamMask(_mask);
        foreach (var piece in new[] { "The tower", " is ", "330 m", " high", "\n", "x", "." })
        {
            Assert.Same(piece, stream.Add(piece));
        }
    }

    [Fact]
    public void Random_texts_around_keys_in_any_spelling_show_no_twelve_characters_of_them_however_they_are_cut()
    {
        var random = new Random(20261129);
        for (var round = 0; round < 2_000; round++)
        {
            var pieces = Cut(RandomText(random), random);

            var shown = Shown(pieces);

            Assert.True(!HoldsRun(shown), $"round {round}: {shown}");
        }
    }

    [Fact]
    public void Random_texts_without_keys_come_out_unchanged_however_they_are_cut()
    {
        var random = new Random(42);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 80)).Select(_ => Pieces[random.Next(Pieces.Length)]));

            Assert.Equal(text, Shown(Cut(text, random)));
        }
    }

    // No two of them make twelve characters of the key.
    private static readonly string[] Pieces = ["sk-live-", "Hn6Jp", "\\u00", "%", "%7", "\\", "&#", "&", ";", " ", "\n", "x", "ü", "😀", "\ud83d", "9mKd2Yv8", "Sg5Uf0Ea", "\u200b", "***"];

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var part = random.Next(1, 6); part > 0; part--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
            var from = random.Next(Key.Length - 12);
            text.Append(Spelled(Key.Substring(from, random.Next(12, Key.Length - from)), random));
        }

        return text.ToString();
    }

    private static string Spelled(string text, Random random) => random.Next(6) switch
    {
        0 => string.Concat(text.Select(character => $"\\u{(int)character:x4}")),
        1 => string.Concat(text.Select(character => $"%{(int)character:X2}")),
        2 => Uri.EscapeDataString(text),
        3 => string.Join("\r\n    ", text.Chunk(random.Next(1, 9)).Select(line => new string(line))),
        4 => string.Concat(text.Select(character => random.Next(2) == 0 ? $"&#{(int)character};" : character.ToString())),
        _ => text,
    };

    private static string[] Cut(string text, Random random)
    {
        var pieces = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(text.Length - at, random.Next(1, 20));
            pieces.Add(text.Substring(at, length));
            at += length;
        }

        return [.. pieces];
    }

    private string Shown(params string[] pieces)
    {
        var stream = new StreamMask(_mask);
        return string.Concat(pieces.Select(stream.Add)) + stream.Rest();
    }

    private static bool HoldsRun(string text) => KeyMarker.FindInText(text, Key).Count > 0;
}
