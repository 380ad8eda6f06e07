using System.Linq;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Configuration;

public sealed class ReadmeTests
{
    [Fact]
    public void The_configuration_of_the_readme_is_read_without_a_warning()
    {
        using var home = new TempHome(Assert.Single(Readme.Snippets("json")));

        var configuration = new ConfigurationFile(null, home.Environment).Read();

        Assert.Empty(configuration.Warnings);
        Assert.Equal(["holysheep/gpt-4.1", "backup/gpt-4.1"], configuration.Models["gpt-4.1"].Targets.Select(target => target.ToString()));
    }
}
