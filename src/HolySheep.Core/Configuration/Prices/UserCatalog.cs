using System;
using System.Globalization;
using HolySheep.Catalog;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Reading;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Configuration.Prices;

/// <summary>The user's own <c>catalog.json</c>, in the folder of the configuration file.</summary>
internal sealed class UserCatalog(string folder, UserFolders environment)
{
    /// <summary>The file's full path, whether it exists or not.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, "catalog.json");

    /// <summary>The configuration with this file's models over the shipped ones.</summary>
    /// <exception cref="ConfigurationException">The file is not valid.</exception>
    public HolySheepConfiguration LayOver(HolySheepConfiguration configuration)
    {
        // Few have one, and the exception of a missing file costs a first call milliseconds.
        var text = System.IO.File.Exists(Path) || System.IO.Directory.Exists(Path) ? FileText.Read(Path) : null;
        if (text is null)
        {
            return configuration;
        }

        var context = Context();
        var catalog = CatalogReader.Read(context, text, ModelCatalog.Embedded);
        return configuration with { Catalog = catalog, Warnings = [.. configuration.Warnings, .. context.Warnings] };
    }

    /// <summary>Imports the models of a map in place of the last import; the caller holds the configuration's lock.</summary>
    /// <exception cref="HolySheepException">The map has less than half as many models as the last import.</exception>
    /// <exception cref="ConfigurationException">The file is not valid.</exception>
    public PriceMapImport Import(PriceMap map, DateTimeOffset now, bool force, bool write)
    {
        var target = OwnerFile.FinalTarget(Path);
        var before = FileText.Read(target);
        if (before is not null)
        {
            CatalogReader.Read(Context(), before, ModelCatalog.Embedded);
        }

        var root = ConfigurationText.Parse(before ?? "{}");
        RefuseShrunk(map, CatalogNodes.LastCount(root), force);
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (added, changed, removed) = CatalogNodes.Import(root, map.Models, System.IO.Path.GetFileName(map.Path), day);
        if (write)
        {
            var after = ConfigurationText.Format(root, before);
            CatalogReader.Read(Context(), after, ModelCatalog.Embedded);
            AtomicFile.Write(target, after);
        }

        return new PriceMapImport(Path, map.Path, map.Priced, added, changed, removed, map.Skipped + map.Models.Count - map.Priced);
    }

    private static void RefuseShrunk(PriceMap map, int last, bool force)
    {
        if (!force && map.Priced * 2L < last)
        {
            throw new HolySheepException(
                ErrorCode.PriceMapShrunk,
                $"The price map '{map.Path}' has {map.Priced} chat models with a price, less than half of the {last} of the last import. Nothing was changed.",
                $"Check that the download is complete. If the map is correct, import it with {CommandHint.Option("Force")}.");
        }
    }

    private ReadingContext Context() => new(Path, folder, environment);
}
