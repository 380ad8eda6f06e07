# A module of its own, so that the types are loaded once: HolySheep.psm1 says why. Its version means nothing; that of HolySheep is in HolySheep.psd1.
@{
    ModuleVersion     = '1.0'
    GUID              = '4b0f6f0e-6d0a-4b63-9f0c-7a1d0c9f1f11'
    TypesToProcess    = @('HolySheep.Types.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport   = @()
    AliasesToExport   = @()
}
