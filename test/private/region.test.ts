import { RegionInfo } from 'aws-cdk-lib/region-info';
import { isRegion, partitionOf, urlSuffixOf, URL_SUFFIXES } from '../../src/private/text/region';

test('partition and domain of a Region are those that the CDK knows', () => {
  const wrong = RegionInfo.regions.filter(({ name, partition, domainSuffix }) =>
    !isRegion(name) || partition !== undefined && partitionOf(name) !== partition
    || domainSuffix !== undefined && urlSuffixOf(name) !== domainSuffix || !new RegExp(`^(${URL_SUFFIXES})$`).test(urlSuffixOf(name)));
  expect(wrong.map(({ name, partition, domainSuffix }) => [name, partition, domainSuffix])).toEqual([]);
  expect(RegionInfo.regions.length).toBeGreaterThan(30);
});

test.each(['', 'eu', 'eu-central', 'EU-CENTRAL-1', 'eu-central-1a', 'eu central-1', 'eu-central-1 '])(
  '%j has not the form of a Region', text => expect(isRegion(text)).toBe(false),
);
