using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Xunit;

namespace HolySheep.PowerShell.Tests.Help;

/// <summary>What Get-Help finds in the built module; that the examples run is for the real pwsh.</summary>
public sealed class HelpTests(HelpFixture fixture) : IClassFixture<HelpFixture>
{
    private const int Columns = 80;

    public static TheoryData<string> Cmdlets => [.. HelpFixture.CmdletNames];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_says_what_it_does(string cmdlet)
    {
        var help = fixture.Help(cmdlet);

        Assert.EndsWith(".", Text(help, "Synopsis"), StringComparison.Ordinal);
        Assert.NotEmpty(Items(help, "description"));
        Assert.NotEmpty(Items(help, "returnValues.returnValue"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_two_examples_that_call_it(string cmdlet)
    {
        var examples = Items(fixture.Help(cmdlet), "examples.example").Select(example => Text(example, "code")).ToList();

        Assert.InRange(examples.Count, 2, 12);
        Assert.All(examples, code =>
        {
            var script = Parser.ParseInput(code, out _, out var faults);
            Assert.Empty(faults);
            Assert.Contains(script.FindAll(part => part is CommandAst, searchNestedScriptBlocks: true), call => ((CommandAst)call).GetCommandName() == cmdlet);
        });
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_is_described_as_it_is(string cmdlet)
    {
        var told = Items(fixture.Help(cmdlet), "parameters.parameter").ToDictionary(parameter => Text(parameter, "name"));
        var real = fixture.Parameters(cmdlet);

        Assert.Equal(real.Select(parameter => parameter.Name).Order(), told.Keys.Order());
        foreach (var parameter in real)
        {
            Assert.Equal(HelpFixture.Describe(parameter), Describe(told[parameter.Name]));
            Assert.True(Description(told[parameter.Name]).EndsWith('.'), $"-{parameter.Name} of {cmdlet} is not described: '{Description(told[parameter.Name])}'.");
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_default_is_stated(string cmdlet)
    {
        var told = Items(fixture.Help(cmdlet), "parameters.parameter").ToDictionary(parameter => Text(parameter, "name"), parameter => Text(parameter, "defaultValue"));

        // A default that depends on something else is told in words.
        Assert.All(fixture.Defaults(cmdlet).Where(real => real.Value != "None" || !told[real.Key].Contains(' ')), real => Assert.Equal(real.Value, told[real.Key]));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_syntax_names_every_parameter_of_its_set(string cmdlet)
    {
        var told = Items(fixture.Help(cmdlet), "syntax.syntaxItem").Select(set => string.Join(" ", Items(set, "parameter").Select(parameter => Text(parameter, "name")).Order()));
        var real = fixture.Sets(cmdlet).Select(set => string.Join(" ", set.Order()));

        Assert.Equal(real.Order(), told.Order());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_topic_that_is_pointed_at_exists(string cmdlet) =>
        Assert.All(Items(fixture.Help(cmdlet), "relatedLinks.navigationLink").Where(link => Text(link, "uri").Length == 0).Select(link => Text(link, "linkText")),
            topic => Assert.Contains(topic, (IEnumerable<string>)[.. HelpFixture.CmdletNames, .. HelpFixture.Topics]));

    [Fact]
    public void Every_page_is_of_a_cmdlet() =>
        Assert.Empty(Directory.GetFiles(HelpFixture.Pages, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Except(HelpFixture.CmdletNames));

    [Theory]
    [InlineData("about_HolySheep")]
    [InlineData("about_HolySheep_Fallback")]
    [InlineData("about_HolySheep_Errors")]
    [InlineData("about_HolySheep_Spend")]
    public void A_help_topic_is_found(string topic)
    {
        var text = Assert.Single(fixture.Session.Run("Get-Help $args[0]", topic).ThrowOnError().Output).ToString();

        Assert.Contains(topic, text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.TrimEnd().Length > Columns);
    }

    private static string Describe(PSObject parameter) => string.Join(" | ",
        Text(parameter, "parameterValue"), "required " + Text(parameter, "required"), "position " + Text(parameter, "position"),
        "pipeline " + Text(parameter, "pipelineInput"), "aliases " + Text(parameter, "aliases"), "wildcards " + Text(parameter, "globbing"));

    private static string Description(PSObject parameter) => string.Join(" ", Items(parameter, "description").Select(part => Text(part, "Text")));

    private static string Text(PSObject item, string property) => item.Properties[property]?.Value?.ToString() ?? "";

    /// <summary>What lies at the end of a path of properties, as a list.</summary>
    private static IReadOnlyList<PSObject> Items(PSObject item, string path)
    {
        object? value = item;
        foreach (var name in path.Split('.'))
        {
            value = value is null ? null : PSObject.AsPSObject(value).Properties[name]?.Value;
        }

        return [.. LanguagePrimitives.GetEnumerable(value)?.Cast<object>().Select(PSObject.AsPSObject) ?? (value is null ? [] : [PSObject.AsPSObject(value)])];
    }
}
