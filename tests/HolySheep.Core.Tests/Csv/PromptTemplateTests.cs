using System;
using System.Collections.Generic;
using HolySheep.Errors;
using HolySheep.Templates;
using Xunit;

namespace HolySheep.Csv;

public sealed class PromptTemplateTests
{
    private static readonly Dictionary<string, string> Row = new() { [""] = "whole", ["Body"] = "b", ["Two Words"] = "{Body}" };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("say {} and {Body}", "say whole and b")]
    [InlineData("{ Body }{Two Words}", "b{Body}")]
    [InlineData("{{Body}} {{}} }} {{", "{Body} {} } {")]
    [InlineData("{{{Body}}}", "{b}")]
    public void Places_are_filled_once_and_doubled_braces_are_braces(string template, string prompt) =>
        Assert.Equal(prompt, PromptTemplate.Parse(template).Fill(name => Row.GetValueOrDefault(name), Row.Keys));

    [Theory]
    [InlineData("a {", 3)]
    [InlineData("a } b", 3)]
    [InlineData("{Body", 1)]
    [InlineData("{Bo{dy}", 1)]
    [InlineData("{}}", 3)]
    public void A_brace_without_a_partner_is_an_error_that_says_where(string template, int character)
    {
        var error = Assert.Throws<HolySheepException>(() => PromptTemplate.Parse(template));
        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains($"at character {character} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_an_error_with_the_nearest_known_one()
    {
        var error = Assert.Throws<HolySheepException>(() => PromptTemplate.Parse("{Bdoy}").Fill(name => Row.GetValueOrDefault(name), Row.Keys));
        Assert.Contains("{Bdoy}", error.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'Body'?", error.Message, StringComparison.Ordinal);
        Assert.Contains("Two Words", error.Hint, StringComparison.Ordinal);
    }
}
