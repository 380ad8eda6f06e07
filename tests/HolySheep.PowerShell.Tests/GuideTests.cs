using System.Linq;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests;

/// <summary>The PowerShell blocks of every guide, run one after another in one session.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class GuideTests
{
    public static TheoryData<string> Guides => [.. Readme.Guides];

    [Theory]
    [MemberData(nameof(Guides))]
    public async Task The_PowerShell_blocks_of_a_guide_run_without_an_error(string guide)
    {
        await using var provider = new ScriptedProvider();
        using var home = new TempHome(Readme.Snippets("json", guide).FirstOrDefault());
        using var session = Session.WithModule();
        session.Run("$env:HOLYSHEEP_HOME, $env:HOLYSHEEP_BASE_URL = $args; $ExecutionContext.SessionState.Path.SetLocation($args[0])", home.Folder, provider.BaseUrl).ThrowOnError();
        try
        {
            foreach (var snippet in Readme.Snippets("powershell", guide))
            {
                session.Run(snippet).ThrowOnError();
            }
        }
        finally
        {
            session.Run("$env:HOLYSHEEP_HOME = $args[0]; $env:HOLYSHEEP_BASE_URL = $env:HOLYSHEEP_API_KEY = $null", IsolatedHome.Folder).ThrowOnError();
        }
    }
}
