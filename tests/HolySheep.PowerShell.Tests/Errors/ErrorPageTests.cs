using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using HolySheep.Errors;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Errors;

public sealed class ErrorPageTests
{
    private const int Forbidden = 403;

    private static readonly ILookup<string, string[]> Rows = File.ReadLines(Path.Combine(StagedModule.Root, "docs", "errors.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
        .ToLookup(cells => cells[0].Trim('`'));

    public static TheoryData<string> Codes => [.. AllCodes()];

    [Fact]
    public void Every_row_belongs_to_an_error_code() => Assert.Empty(Rows.Select(row => row.Key).Except(AllCodes()));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_has_one_row_with_its_exit_code_and_its_category(string code)
    {
        var row = Assert.Single(Rows[code]);

        Assert.Equal(5, row.Length);
        Assert.Equal(ExitCode.Of(code).ToString(CultureInfo.InvariantCulture), row[2]);
        Assert.Equal(Category(code), row[3]);
        Assert.EndsWith(".", row[1], StringComparison.Ordinal);
        Assert.EndsWith(".", row[4], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_help_topic_has_it_beside_its_category(string code)
    {
        var topic = File.ReadAllText(Path.Combine(StagedModule.Root, "docs", "en-US", "about_HolySheep_Errors.help.txt")).ReplaceLineEndings("\n");
        var codes = topic[topic.IndexOf("    CODES\n", StringComparison.Ordinal)..topic.IndexOf("    AT NIGHT\n", StringComparison.Ordinal)];
        var category = ErrorCategories.Of(code, null).ToString();

        // A category in its column, and its codes up to the next one.
        Assert.Matches($@"\n {{8}}{category} (?:[^\n]|\n {{9,}})*\b{code}\b", codes);
    }

    private static string Category(string code)
    {
        ErrorCategory usual = ErrorCategories.Of(code, null), forbidden = ErrorCategories.Of(code, Forbidden);
        return usual == forbidden ? $"{usual}" : $"{usual}, {forbidden} after a {Forbidden}";
    }

    private static IEnumerable<string> AllCodes() =>
        typeof(ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
}
