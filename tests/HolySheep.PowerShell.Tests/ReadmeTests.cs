using System;
using System.IO;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests;

[Collection(EnvironmentCollection.Name)]
public sealed class ReadmeTests
{
    [Fact]
    public async Task Every_PowerShell_block_of_the_readme_runs_without_an_error()
    {
        await using var provider = new ScriptedProvider();
        using var home = new TempHome();
        using var session = new Session();
        session.Run(
            """
            param($root, $home, $address)
            $ExecutionContext.SessionState.Path.SetLocation($root)
            $env:HOLYSHEEP_HOME = $home
            $env:HOLYSHEEP_BASE_URL = $address

            # The engine alone has no views: these pass on what the views would show.
            function global:Format-List { param($Property) $input }
            function global:Format-Table { param($Property) $input }
            """.Replace("$home", "$folder", StringComparison.Ordinal),
            Readme.Root, home.Folder, provider.BaseUrl).ThrowOnError();
        try
        {
            foreach (var snippet in Readme.Snippets("powershell"))
            {
                var outcome = session.Run(snippet.Replace("spend.html", Path.Combine(home.Folder, "spend.html"), StringComparison.Ordinal)).ThrowOnError();
                Assert.True(snippet.StartsWith("Set-", StringComparison.Ordinal) || outcome.Output.Count > 0, snippet);
            }
        }
        finally
        {
            session.Run("$env:HOLYSHEEP_HOME = $args[0]; $env:HOLYSHEEP_BASE_URL = $env:HOLYSHEEP_API_KEY = $null", IsolatedHome.Folder).ThrowOnError();
        }

        var call = Assert.Single(provider.Requests);
        Assert.Contains("Why is the sky blue?", call.Body, StringComparison.Ordinal);
    }
}
