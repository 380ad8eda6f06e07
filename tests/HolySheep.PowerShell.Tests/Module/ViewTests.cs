using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Xml.Linq;
using HolySheep.PowerShell.Commands;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Module;

public sealed class ViewTests
{
    private const int MostColumns = 5;

    private static readonly XDocument Views = XDocument.Load(Path.Combine(StagedModule.Bin, "HolySheep.Format.ps1xml"));

    private static IEnumerable<string> Results => typeof(HolySheepCommand).Assembly.GetExportedTypes().SelectMany(type => type.GetCustomAttributes(typeof(OutputTypeAttribute), false))
        .Cast<OutputTypeAttribute>().SelectMany(output => output.Type).Select(output => output.Type).Where(type => type.Namespace == "HolySheep.PowerShell.Results").Select(type => type.FullName!);

    [Fact]
    public void Everything_that_a_cmdlet_writes_has_a_view_also_after_a_job_handed_it_over()
    {
        var seen = Views.Descendants("TypeName").Select(name => name.Value).ToList();

        Assert.NotEmpty(Results);
        Assert.Empty(Results.Except(seen));
        Assert.Empty(Results.Select(result => "Deserialized." + result).Except(seen));
    }

    [Fact]
    public void A_table_has_five_columns_at_most_and_a_value_for_each() => Assert.All(Views.Descendants("TableControl"), table =>
    {
        var columns = table.Descendants("TableColumnHeader").Count();
        Assert.InRange(columns, 1, MostColumns);
        Assert.Equal(columns, table.Descendants("TableColumnItem").Count());
    });

    [Fact]
    public void Every_property_that_a_view_or_a_list_names_exists()
    {
        var assembly = typeof(HolySheepCommand).Assembly;
        var shown = Views.Descendants("View").SelectMany(view => view.Descendants("PropertyName").Select(property => (Type: view.Descendants("TypeName").First().Value, Property: property.Value)));

        Assert.All(shown, named => Assert.NotNull(assembly.GetType(named.Type.Split('#')[0], throwOnError: true)!.GetProperty(named.Property)));
    }
}
