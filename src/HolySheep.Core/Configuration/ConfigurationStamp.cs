namespace HolySheep.Configuration;

/// <summary>Differs whenever reading the configuration could give another result: after a change of a file, or of a variable that the built-ins use.</summary>
public readonly record struct ConfigurationStamp
{
    internal ConfigurationStamp(FileStamp file, FileStamp catalog, string? baseUrl, string? model) => (File, Catalog, BaseUrl, Model) = (file, catalog, baseUrl, model);

    private FileStamp File { get; }

    private FileStamp Catalog { get; }

    private string? BaseUrl { get; }

    private string? Model { get; }
}
