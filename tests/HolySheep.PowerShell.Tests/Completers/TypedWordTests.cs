using System.Management.Automation.Language;
using HolySheep.PowerShell.Completers;
using Xunit;

namespace HolySheep.PowerShell.Tests.Completers;

/// <summary>What Tab puts in is read back by PowerShell as the very name.</summary>
public sealed class TypedWordTests
{
    private static readonly string[] Names =
    [
        "plain", "two words", "it's", "a\"b", "cost $total", "$env:PATH", "tick`n", "a[1]", "a;b", "a|b", "a,b", "@list", "(x)", "{x}", "#no", "--%", "-dash", "7b", "größe",
        "typo\u2019graphic", "\u201Cquoted\u201D", "both ' and \"", "a&b", "a>b", "end\\", "back\\slash\"", "''", "`", "$", "*", "é",
    ];

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in Names)
            {
                foreach (var begun in (string[])["", "'", "\"", "\u2018", "\u201C"])
                {
                    data.Add(name, begun);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_name_is_spelled_so_that_it_is_read_back(string name, string begun)
    {
        var spelled = TypedWord.Of(begun).Spell(name);
        var line = Parser.ParseInput("Get-HolySheepRule " + spelled, out _, out var faults);
        var command = (CommandAst)line.Find(part => part is CommandAst, searchNestedScriptBlocks: true)!;

        Assert.Empty(faults);
        Assert.Equal(2, command.CommandElements.Count);
        Assert.Equal(name, Assert.IsType<StringConstantExpressionAst>(command.CommandElements[1]).Value);
        Assert.Equal(name, TypedWord.Of(spelled).Text);
    }

    [Theory]
    [InlineData("two` wo", "two wo")]
    [InlineData("'it''s", "it's")]
    [InlineData("\"a`$b", "a$b")]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("\u201Ca", "a")]
    [InlineData(null, "")]
    public void Every_form_of_a_typed_word_is_understood(string? typed, string text) => Assert.Equal(text, TypedWord.Of(typed).Text);
}
