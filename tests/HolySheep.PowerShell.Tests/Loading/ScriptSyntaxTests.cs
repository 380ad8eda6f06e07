using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Loading;

public sealed class ScriptSyntaxTests
{
    // The benchmarks are for pwsh alone.
    private static readonly string[] Places = ["src", "tests/Pester", "tests/HolySheep.Neighbour"];

    [Fact]
    public void Every_script_can_be_read_by_Windows_PowerShell()
    {
        var scripts = Scripts();
        Assert.Contains(scripts, script => script.EndsWith(".psm1", StringComparison.Ordinal));
        Assert.Empty(scripts.SelectMany(FaultsOf));
    }

    [Theory]
    [InlineData("$a = $true ? 1 : 2")]
    [InlineData("$a ?? 1")]
    [InlineData("$a ??= 1")]
    [InlineData("${a}?.Length")]
    [InlineData("Get-Date && Get-Date")]
    [InlineData("function a { clean { } }")]
    [InlineData("'Xin chào'")]
    public void Syntax_that_Windows_PowerShell_cannot_read_is_found(string script)
    {
        using var folder = new TempFolder("script");
        Assert.Single(FaultsOf(folder.Write("a.ps1", script)));
    }

    private static List<string> Scripts() =>
    [
        Path.Combine(StagedModule.Root, "build.ps1"),
        .. Places.SelectMany(place => Directory.EnumerateFiles(Path.Combine(StagedModule.Root, place), "*.ps*1", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".ps1" or ".psm1" && !IsBuilt(file)),
    ];

    private static bool IsBuilt(string file) =>
        Path.GetRelativePath(StagedModule.Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj");

    private static IEnumerable<string> FaultsOf(string file)
    {
        var tree = Parser.ParseFile(file, out _, out var errors);
        foreach (var error in errors)
        {
            yield return $"{error.Extent.File}:{error.Extent.StartLineNumber}: {error.Message}";
        }

        foreach (var part in tree.FindAll(IsNewer, searchNestedScriptBlocks: true))
        {
            yield return $"{part.Extent.File}:{part.Extent.StartLineNumber}: only PowerShell 7 reads {part.Extent.Text}";
        }

        // Without a byte order mark Windows PowerShell takes a file for one of the system's old code page.
        var bytes = File.ReadAllBytes(file);
        if (!bytes.AsSpan().StartsWith("\uFEFF"u8) && Array.Exists(bytes, value => value > 0x7F))
        {
            yield return $"{file}: characters beyond ASCII without a byte order mark";
        }
    }

    private static bool IsNewer(Ast part) => part switch
    {
        TernaryExpressionAst or PipelineChainAst => true,
        BinaryExpressionAst binary => binary.Operator == TokenKind.QuestionQuestion,
        AssignmentStatementAst assignment => assignment.Operator == TokenKind.QuestionQuestionEquals,
        MemberExpressionAst member => member.NullConditional,
        IndexExpressionAst index => index.NullConditional,
        ScriptBlockAst block => block.CleanBlock is not null,
        _ => false,
    };
}
