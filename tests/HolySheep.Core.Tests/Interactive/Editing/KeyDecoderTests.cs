using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace HolySheep.Interactive.Editing;

public sealed class KeyDecoderTests
{
    [Theory]
    [InlineData("\u001b[200~a\r\nb\tc\u001b[201~", "a\nb    c")]
    [InlineData("\u001b[200~\u0007bell\u0003\u001b[201~", "bell")]
    [InlineData("\u001b[200~/exit\r\u001b[201~", "/exit\n")]
    public void A_paste_is_one_text(string keys, string text) => Assert.Equal([new EditKey(EditAction.Insert, text)], Decode(keys));

    [Theory]
    [InlineData("\u001b[13;2u"), InlineData("\u001b[13;5u"), InlineData("\u001b[27;2;13~"), InlineData("\n"), InlineData("\u001b\r")]
    public void Keys_that_begin_a_new_line_are_known(string keys) => Assert.Equal([new EditKey(EditAction.NewLine)], Decode(keys));

    [Theory]
    [InlineData("\u001b[99;5u"), InlineData("\u001b[<0;1;1M"), InlineData("\u001b[201~")]
    public void A_sequence_without_a_meaning_types_nothing(string keys) => Assert.Empty(Decode(keys));

    [Fact]
    public void An_Escape_alone_does_nothing_and_what_follows_later_is_typed()
    {
        var decoder = new KeyDecoder();
        Assert.Empty(decoder.Add(Key('\u001b')));
        Assert.True(decoder.IsPending);

        decoder.DropPending();

        Assert.Equal([new EditKey(EditAction.Insert, "[")], decoder.Add(Key('[')));
    }

    [Fact]
    public void AltGr_types_its_character_and_Alt_does_not() =>
        Assert.Equal(
            [EditAction.Insert, EditAction.None, EditAction.WordLeft],
            new[] { new PressedKey('@', 0, Alt: true, Control: true), new PressedKey('x', 'X', Alt: true), new PressedKey('b', 'B', Alt: true) }.SelectMany(new KeyDecoder().Add).Select(key => key.Action));

    private static List<EditKey> Decode(string keys)
    {
        var decoder = new KeyDecoder();
        return [.. keys.SelectMany(character => decoder.Add(Key(character)))];
    }

    // As the runtime reports bytes of a terminal.
    private static PressedKey Key(char character) => character switch
    {
        '\r' => new PressedKey(character, 13),
        '\n' => new PressedKey(character, 13, Control: true),
        '\t' => new PressedKey(character, 9),
        '\u001b' => new PressedKey(character, 27),
        _ => new PressedKey(character, 0, Control: character < ' '),
    };
}
