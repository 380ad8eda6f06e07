using System.Linq;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>The configurations that guides show are read as they stand there.</summary>
public sealed class GuideConfigurationTests
{
    public static TheoryData<string> Snippets => [.. Readme.Guides.SelectMany(guide => Readme.Snippets("json", guide))];

    [Theory, MemberData(nameof(Snippets))]
    public void A_configuration_in_a_guide_is_read_without_a_warning(string text)
    {
        using var home = new TempHome(text);
        Assert.Empty(new ConfigurationFile(null, home.Environment).Read().Warnings);
    }
}
