using System;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Conversations;

public sealed class ConversationNameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a/b")]
    [InlineData("..\\up")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("ends.")]
    [InlineData("ends ")]
    [InlineData(" begins")]
    [InlineData("-option")]
    [InlineData("what?")]
    [InlineData("all*")]
    [InlineData("[a]")]
    [InlineData("c:drive")]
    [InlineData("line\nbreak")]
    [InlineData("nul")]
    [InlineData("Aux.notes")]
    [InlineData("COM7")]
    [InlineData("lpt\u00B2.x")]
    [InlineData("cafe\u0301")]
    [InlineData("\u212Bngström")]
    [InlineData("zero\u200Bwidth")]
    [InlineData("no\u00A0break")]
    [InlineData("right\u202Eleft")]
    [InlineData("private\uE000")]
    public void A_name_that_some_platform_cannot_keep_apart_is_refused(string name) =>
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HolySheepException>(() => ConversationName.Check(name)).Code);

    [Fact]
    public void Half_of_a_character_is_refused() => Assert.Throws<HolySheepException>(() => ConversationName.Check("half\uD83D"));

    [Theory]
    [InlineData("incident 4711")]
    [InlineData("café")]
    [InlineData("hội-thoại")]
    [InlineData("运行手册")]
    [InlineData("สวัสดี")]
    [InlineData("console")]
    [InlineData("v1.2_final")]
    [InlineData("100% & more")]
    [InlineData("🐑 herd")]
    [InlineData("common")]
    public void A_usual_name_of_any_script_is_taken_and_read_back_from_its_file(string name)
    {
        var file = ConversationName.FileOf(ConversationName.Check(name));

        Assert.Matches(new Regex("^[-a-z0-9_.%A-F]+$"), file);
        Assert.Equal(name.ToLowerInvariant(), ConversationName.Of(file));
    }

    [Fact]
    public void Different_names_have_files_that_differ_on_systems_without_letter_case()
    {
        string[] names = ["a", "a%41", "b c", "b%20c", "b_c", "b-c", "İ", "i", "ß", "ss", "ä", "a.json", "%61"];

        Assert.Equal(names.Length, names.Select(ConversationName.FileOf).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("Release", "rELEASE")]
    [InlineData("CAFÉ", "café")]
    public void Names_that_differ_in_letter_case_alone_are_one_conversation(string name, string other) => Assert.Equal(ConversationName.FileOf(name), ConversationName.FileOf(other));

    [Fact]
    public void A_name_has_at_most_64_characters_and_its_file_fits_every_system()
    {
        Assert.True(ConversationName.FileOf(ConversationName.Check(new string('x', 64))).Length < 255);
        Assert.Contains("65", Assert.Throws<HolySheepException>(() => ConversationName.Check(new string('x', 65))).Message);
        Assert.Contains("too long", Assert.Throws<HolySheepException>(() => ConversationName.Check(new string('运', 40))).Message);
    }

    [Theory]
    [InlineData("x copy.json")]
    [InlineData("X.json")]
    [InlineData("x.json.tmp")]
    [InlineData("all.lock")]
    [InlineData("%2e.json")]
    [InlineData("con.json")]
    public void A_file_that_no_name_has_is_not_a_conversation(string file) => Assert.Null(ConversationName.Of(file));
}
