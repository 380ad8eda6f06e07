using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.Cli.Output;

/// <summary>Models as table rows.</summary>
internal static class ModelsTable
{
    private static readonly TableOutput Table = new(["MODEL", "PROVIDER", "LISTED", "CONTEXT", "IN $", "OUT $"], ["FALLBACK"], "LISTED", "CONTEXT");

    public static void Write(StandardOutput output, IEnumerable<ModelInfo> models) => Table.Write(output, models.Select(model => (IReadOnlyList<string>)
    [
        model.Id,
        model.Provider,
        model.Available switch { true => "yes", false => "no", null => "" },
        model.ContextWindow?.ToString(CultureInfo.InvariantCulture) ?? "",
        Price(model.Price?.Input),
        Price(model.Price?.Output),
        string.Join(' ', model.Fallback),
    ]));

    private static string Price(decimal? price) => price?.ToString("0.00##", CultureInfo.InvariantCulture) ?? "";
}
