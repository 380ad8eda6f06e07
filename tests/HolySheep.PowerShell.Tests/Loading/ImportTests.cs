using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Loading;

public sealed class ImportTests
{
    private static readonly string[] Listed = [.. ((IEnumerable)StagedModule.ReadManifest()["CmdletsToExport"]!).Cast<string>()];

    [Fact]
    public void An_import_exports_what_the_manifest_lists()
    {
        using var session = Session.WithModule();
        Assert.Equal(Listed.Order(), Exported(session));
    }

    [Fact]
    public void A_forced_import_still_exports_every_cmdlet_and_so_does_the_next()
    {
        using var session = Session.WithModule();
        for (var time = 0; time < 2; time++)
        {
            session.Run("Import-Module $args[0] -Force -ErrorAction Stop", StagedModule.Manifest).ThrowOnError();
            Assert.Equal(Listed.Order(), Exported(session));
            Assert.Single(session.Run("Get-Command Invoke-HolySheepChat -ErrorAction Stop").ThrowOnError().Output);
        }
    }

    [Fact]
    public void A_removed_module_takes_its_cmdlets_along_and_comes_back_with_all()
    {
        using var session = Session.WithModule();
        session.Run("Remove-Module HolySheep -ErrorAction Stop").ThrowOnError();
        Assert.Empty(session.Run("Get-Command -Name *-HolySheep* -ListImported").Output);

        session.Run("Import-Module $args[0] -ErrorAction Stop", StagedModule.Manifest).ThrowOnError();
        Assert.Equal(Listed.Order(), Exported(session));
    }

    [Fact]
    public void A_second_session_of_the_process_shares_the_loaded_cmdlets()
    {
        using var first = Session.WithModule();
        using var second = Session.WithModule();
        const string Type = "(Get-Command Invoke-HolySheepChat).ImplementingType";
        Assert.Same(first.Run(Type).Output.Single().BaseObject, second.Run(Type).Output.Single().BaseObject);
    }

    [Fact]
    public void Types_that_scripts_name_are_found_by_name()
    {
        using var session = Session.WithModule();
        Assert.Equal("HolySheepChatResult", session.Run("[HolySheep.PowerShell.Results.HolySheepChatResult].Name").ThrowOnError().Output.Single().ToString());
    }

    [Fact]
    public void The_libraries_of_the_module_live_in_a_context_of_their_own_and_json_is_the_hosts()
    {
        using var session = Session.WithModule();
        var type = (Type)session.Run("(Get-Command Invoke-HolySheepChat).ImplementingType").ThrowOnError().Output.Single().BaseObject;
        var context = AssemblyLoadContext.GetLoadContext(type.Assembly)!;
        session.Run("Set-HolySheepFallbackChain a b -WhatIf").ThrowOnError();

        Assert.Equal("HolySheep", context.Name);
        Assert.Contains(context.Assemblies, assembly => assembly.GetName().Name == "HolySheep.Core");
        Assert.All(context.Assemblies, assembly => Assert.StartsWith(Path.Combine(StagedModule.Bin, "net8.0"), assembly.Location, StringComparison.Ordinal));
        Assert.DoesNotContain(context.Assemblies, assembly => assembly.GetName().Name == "System.Text.Json");
    }

    private static string[] Exported(Session session) =>
        [.. session.Run("(Get-Module HolySheep).ExportedCmdlets.Keys").ThrowOnError().Output.Select(name => name.ToString()).Order()];
}
