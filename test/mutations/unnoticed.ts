/** The rows that the engine does not notice, by `service: name`, each with the reason that its README gives. */
export const unnoticed: Readonly<Record<string, string>> = {
  'CloudWatch: a filter pattern that does not parse': 'Filter patterns of metrics are taken note of, and not read.',
  'IAM: a Sid with a space': 'Ids of statements are not looked at.',
  'SES: a set that sends nothing': 'A configuration set whose sending is paused sends all the same.',
};
