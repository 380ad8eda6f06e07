using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Commands;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Module;

public sealed class ArchitecturePageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(StagedModule.Root, "docs", "architecture.md"));

    public static TheoryData<Type> Cmdlets => [.. typeof(HolySheepCommand).Assembly.GetExportedTypes().Where(type => Attribute.IsDefined(type, typeof(CmdletAttribute), inherit: false))];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_row_with_its_completers_and_what_it_writes(Type cmdlet)
    {
        var name = (CmdletAttribute)Attribute.GetCustomAttribute(cmdlet, typeof(CmdletAttribute))!;
        var row = Assert.Single(Page, line => line.StartsWith($"| `{name.VerbName}-{name.NounName}` |", StringComparison.Ordinal));

        Assert.Equal($"{name.VerbName}{name.NounName}Command", cmdlet.Name);
        Assert.Equal(Completers(cmdlet).Distinct().Order(), row.Split('`').Where(word => word.EndsWith("Completer", StringComparison.Ordinal)).Order());
        Assert.All(Outputs(cmdlet), output => Assert.Contains($"`{output}`", row, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Completers(Type cmdlet) => cmdlet.GetProperties()
        .SelectMany(property => property.GetCustomAttributes(typeof(ArgumentCompleterAttribute), inherit: true)).Select(attribute => ((ArgumentCompleterAttribute)attribute).Type.Name);

    private static IEnumerable<string> Outputs(Type cmdlet) => cmdlet.GetCustomAttributes(typeof(OutputTypeAttribute), inherit: false)
        .SelectMany(output => ((OutputTypeAttribute)output).Type).Select(output => output.Type).Where(type => type.Namespace == "HolySheep.PowerShell.Results").Select(type => type.Name);
}
