using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Architecture.Tests.Reading;
using HolySheep.Architecture.Tests.Rules;
using Xunit;

namespace HolySheep.Architecture.Tests;

/// <summary>The language of comments, messages, help and test names.</summary>
public class ProseTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Sources_use_the_usual_words(string project) =>
        Expect.None([.. Repository.Sources(project).SelectMany(ProseRules.IsPlain)]);

    [Fact]
    public void Names_of_tests_use_the_usual_words() => Expect.None([.. TestNames().SelectMany(ProseRules.IsPlain)]);

    [Theory]
    [InlineData("/// <summary>The price; null where it is unknown.</summary>", "null where")]
    [InlineData("// Nobody waits for it.", "Nobody")]
    [InlineData("throw new Fault(\"Mend the line.\");", "Mend")]
    [InlineData("// It begins anew.", "anew")]
    [InlineData("/// <summary>The how-manieth attempt.</summary>", "how-manieth")]
    [InlineData("public void A_price_is_never_nought() { }", "nought")]
    [InlineData("public void A_file_that_somebody_holds_is_waited_for() { }", "somebody")]
    public void An_odd_word_is_reported_with_its_line(string line, string word) =>
        Expect.Reports($"A.cs, line 2 says '{word}'", ProseRules.IsPlain(new SourceFile("HolySheep", "A.cs", "\n" + line)));

    [Theory]
    [InlineData("/// <summary>The price; null if it is unknown.</summary>")]
    [InlineData("select name where id = 1")]
    [InlineData("// A recommendation, an amendment and a commend.")]
    public void Usual_words_are_allowed(string line) => Expect.None(ProseRules.IsPlain(new SourceFile("HolySheep", "A.cs", line)));

    private static IEnumerable<SourceFile> TestNames() => Repository.TestSources()
        .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) && !file.Path.StartsWith("HolySheep.Architecture.Tests/", StringComparison.Ordinal))
        .Select(file => file with { Text = string.Join('\n', file.Text.Split('\n').Select(line => line.Contains(" void ", StringComparison.Ordinal) || line.Contains(" Task ", StringComparison.Ordinal) ? line : "")) });
}
