using System;
using HolySheep.Errors;
using HolySheep.Templates;
using Xunit;

namespace HolySheep.Csv;

public sealed class NameChoiceTests
{
    [Theory]
    [InlineData("id", "id|ID", 0)]
    [InlineData("ID", "id|ID", 1)]
    [InlineData(" ID ", "id|ID", 1)]
    [InlineData("Total", "Id|Total ", 1)]
    [InlineData("Total ", "Id|Total ", 1)]
    [InlineData("total", "Id| TOTAL\t", 1)]
    [InlineData("Total ", "Total|Total ", 1)]
    [InlineData("Total", "Total|Total ", 0)]
    [InlineData("größe", "GRÖSSE|GRÖßE", 1)]
    [InlineData("Body", "Bodies", -1)]
    [InlineData("", "a|b", -1)]
    public void The_same_text_goes_before_the_same_but_for_case_and_outer_blanks(string name, string names, int place) =>
        Assert.Equal(place, NameChoice.IndexOf(name, names.Split('|'), "columns of the file"));

    [Theory]
    [InlineData("iD", "id|ID")]
    [InlineData("total", "Total|Total ")]
    [InlineData("Body", "Body|Body")]
    public void A_name_that_fits_several_alike_is_an_error_that_shows_them(string name, string names)
    {
        var fault = Assert.Throws<HolySheepException>(() => NameChoice.IndexOf(name, names.Split('|'), "columns of the file"));

        Assert.Contains($"{{{name}}} matches several columns of the file: 1, 2", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"'{names.Split('|')[1]}'", fault.Hint, StringComparison.Ordinal);
    }
}
