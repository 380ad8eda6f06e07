using System.Linq;
using HolySheep.Architecture.Tests.Rules;
using Xunit;

namespace HolySheep.Architecture.Tests;

public class AssemblyTests
{
    public static TheoryData<string, string> CoreBuilds => Builds("HolySheep.Core");

    public static TheoryData<string, string> LoaderBuilds => Builds("HolySheep.Loader");

    public static TheoryData<string, string> FrontEndBuilds => Builds(ReferenceRules.FrontEnds);

    public static TheoryData<string, string> GatewayBuilds => Builds("HolySheep.Gateway");

    private static TheoryData<string, string> Builds(params string[] projects)
    {
        var builds = new TheoryData<string, string>();
        foreach ((string project, string target) in Repository.Builds.Where(build => projects.Contains(build.Project)))
        {
            builds.Add(project, target);
        }

        return builds;
    }

    [Fact]
    public void The_projects_of_the_tree_are_there() =>
        Assert.Equal(["HolySheep.Cli", "HolySheep.Core", "HolySheep.Gateway", "HolySheep.Help", "HolySheep.Loader", "HolySheep.Postgres", "HolySheep.PowerShell"], Repository.Projects);

    [Theory]
    [MemberData(nameof(CoreBuilds))]
    public void Core_references_no_front_end(string project, string target) =>
        Expect.None(ReferenceRules.Forbids(Repository.Module(project, target), ReferenceRules.FrontEndLibraries));

    [Theory]
    [MemberData(nameof(LoaderBuilds))]
    public void The_loader_references_nothing_but_the_runtime_and_the_engine(string project, string target) =>
        Expect.None(ReferenceRules.NothingButTheRuntimeAndTheEngine(Repository.Module(project, target)));

    [Fact]
    public void Postgres_references_Core_and_no_other_project() =>
        Expect.None(ReferenceRules.Forbids(Repository.Module("HolySheep.Postgres", "net8.0"), [.. Repository.Projects.Except(["HolySheep.Core", "HolySheep.Cli", "HolySheep.Postgres"]), "holysheep", .. ReferenceRules.FrontEndLibraries.Except(["HolySheep.*"])]));

    [Fact]
    public void Windows_PowerShell_references_no_Postgres() => Expect.None(ReferenceRules.Forbids(Repository.Module("HolySheep.PowerShell", "net472"), "HolySheep.Postgres", "Npgsql"));

    [Theory]
    [MemberData(nameof(GatewayBuilds))]
    public void The_gateway_references_nothing_of_ours_but_Core(string project, string target) =>
        Expect.None(ReferenceRules.Forbids(Repository.Module(project, target), [.. ReferenceRules.FrontEnds, "HolySheep.Loader", "HolySheep.Postgres", "System.CommandLine", "Spectre.Console"]));

    [Theory]
    [MemberData(nameof(FrontEndBuilds))]
    public void Front_ends_never_reference_each_other(string project, string target) =>
        Expect.None(ReferenceRules.Forbids(Repository.Module(project, target), ReferenceRules.FrontEnds.Except([project])));
}
